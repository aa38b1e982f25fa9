package vn.trangtien.sim.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.trangtien.sim.bus.Outbox;
import vn.trangtien.sim.bus.SerialTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * A GPS receiver such as the u-blox NEO-6M: RMC, GGA and GSA sentences of NMEA 0183 (version 2.3) once a second. Source: u-blox
 * 6 receiver description including protocol specification, chapter 21.
 *
 * <p>After power-on it knows neither time nor place; the time comes after five seconds, the place after the time to first fix,
 * 27 s for a cold start under an open sky. Until then fields are empty, the status is V and the quality 0.
 */
public final class GpsModel implements SerialTarget {

    /** What the receiver would find: degrees, metres above the sea, metres per second. */
    public record Fix(
            Instant time,
            double latitude,
            double longitude,
            double altitudeMetres,
            int satellites,
            double hdop,
            double metresPerSecond) {}

    /** Of a cold start. */
    public static final Duration TIME_TO_FIRST_FIX = Duration.ofSeconds(27);

    private static final Duration TIME_TO_TIME = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SS", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("ddMMyy", Locale.ROOT);
    private static final double KNOTS_PER_METRE_PER_SECOND = 3600 / 1852.0;
    private static final double GEOID_METRES = -13.0;
    private static final double VDOP_PER_HDOP = 1.5;
    private static final int CHANNELS_OF_GSA = 12;
    private static final int FIRST_SATELLITE = 2;

    private final Supplier<Fix> sky;
    private final int baud;
    private final Duration timeToFix;
    private final FaultPlan.Target faults;
    private final Outbox outbox = new Outbox();
    private long poweredAt;
    private long nextBurstAt;
    private long seen;

    /** @param now nanoseconds of the device clock at power-on */
    public GpsModel(Supplier<Fix> sky, int baud, Duration timeToFix, long now, FaultPlan.Target faults) {
        this.sky = sky;
        this.baud = baud;
        this.timeToFix = timeToFix;
        this.faults = faults;
        this.seen = now;
        powerCycle();
    }

    @Override
    public void powerCycle() {
        poweredAt = seen;
        nextBurstAt = seen + INTERVAL.toNanos();
    }

    @Override
    public int baud() {
        return baud;
    }

    @Override
    public void receive(byte[] bytes, long now) {
        seen = now;
    }

    @Override
    public List<byte[]> due(long now) {
        seen = now;
        if (now - nextBurstAt >= 0) {
            burst(now).forEach(sentence -> outbox.put(now, Duration.ZERO, NmeaSentence.framed(sentence)));
            long missed = (now - nextBurstAt) / INTERVAL.toNanos();
            nextBurstAt += (missed + 1) * INTERVAL.toNanos();
        }
        return outbox.due(now);
    }

    @Override
    public long nextDueAt() {
        return nextBurstAt;
    }

    private List<String> burst(long now) {
        long age = now - poweredAt;
        boolean cold = faults.has(Fault.POWER_ON_VALUE);
        Fix fix = sky.get();
        if (cold || age < timeToFix.toNanos()) {
            ZonedDateTime time = fix.time().atZone(ZoneOffset.UTC);
            boolean knowsTime = !cold && age >= Math.min(TIME_TO_TIME.toNanos(), timeToFix.toNanos());
            String clock = knowsTime ? TIME.format(time) : "";
            return List.of(
                    "GPRMC,%s,V,,,,,,,%s,,,N".formatted(clock, knowsTime ? DATE.format(time) : ""),
                    "GPGGA,%s,,,,,0,00,99.99,,,,,,".formatted(clock),
                    "GPGSA,A,1,,,,,,,,,,,,,99.99,99.99,99.99");
        }
        return List.of(recommended(fix), position(fix), satellites(fix));
    }

    private static String recommended(Fix fix) {
        ZonedDateTime time = fix.time().atZone(ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "GPRMC,%s,A,%s,%.3f,,%s,,,A",
                TIME.format(time),
                place(fix),
                fix.metresPerSecond() * KNOTS_PER_METRE_PER_SECOND,
                DATE.format(time));
    }

    private static String position(Fix fix) {
        return String.format(
                Locale.ROOT,
                "GPGGA,%s,%s,1,%02d,%.2f,%.1f,M,%.1f,M,,",
                TIME.format(fix.time().atZone(ZoneOffset.UTC)),
                place(fix),
                fix.satellites(),
                fix.hdop(),
                fix.altitudeMetres(),
                GEOID_METRES);
    }

    private static String satellites(Fix fix) {
        String used = IntStream.range(0, CHANNELS_OF_GSA)
                .mapToObj(i -> i < fix.satellites() ? "%02d".formatted(FIRST_SATELLITE + 2 * i) : "")
                .collect(Collectors.joining(","));
        double vertical = fix.hdop() * VDOP_PER_HDOP;
        return String.format(
                Locale.ROOT,
                "GPGSA,A,3,%s,%.2f,%.2f,%.2f",
                used,
                Math.hypot(fix.hdop(), vertical),
                fix.hdop(),
                vertical);
    }

    private static String place(Fix fix) {
        return NmeaSentence.angle(fix.latitude(), 2)
                + (fix.latitude() < 0 ? ",S," : ",N,")
                + NmeaSentence.angle(fix.longitude(), 3)
                + (fix.longitude() < 0 ? ",W" : ",E");
    }
}
