package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import vn.trangtien.sim.bus.Outbox;
import vn.trangtien.sim.bus.SerialTarget;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * MH-Z19B, an infrared CO2 sensor. Source: Winsen MH-Z19B user's manual, version 1.0 and later.
 *
 * <pre>
 * command FF 01 what d d d d d sum   9 bytes, sum is the complement of bytes 1 to 7 plus one
 * 86 read: FF 86 high low T+40 0 0 0 sum      79 self calibration, A0 on (from the factory), 00 off
 * 87 zero point = 400 ppm      88 span, high low      99 range, high low in bytes 6 and 7
 * </pre>
 *
 * <p>Only reading is answered. For three minutes after power-on it says 410 ppm whatever the air. With self calibration on it
 * takes the lowest value of each day for fresh air of 400 ppm, which falsifies a tunnel; a loss of supply switches it on.
 */
public final class Mhz19bModel implements SerialTarget {

    /** What the sensor feels. */
    public record Air(double co2PartsPerMillion, double celsius) {}

    static final Duration WARM_UP = Duration.ofMinutes(3);

    private static final int LENGTH = 9;
    private static final int START = 0xFF;
    private static final int SENSOR = 1;
    private static final int READ = 0x86;
    private static final int ZERO = 0x87;
    private static final int SPAN = 0x88;
    private static final int SELF_CALIBRATION = 0x79;
    private static final int RANGE = 0x99;
    private static final int ON = 0xA0;
    private static final int FRESH_AIR = 400;
    private static final int WARMING_UP = 410;
    private static final int LARGEST_RANGE = 5_000;
    private static final int CELSIUS_ZERO = 40;
    private static final Duration ANSWER_TIME = Duration.ofMillis(20);
    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

    private final Supplier<Air> air;
    private final FaultPlan.Target faults;
    private final Outbox outbox = new Outbox();
    private final Deque<Integer> heard = new ArrayDeque<>();
    private int range = LARGEST_RANGE;
    private int shift;
    private double gain = 1;
    private boolean selfCalibrating = true;
    private long poweredAt;
    private long dayEndsAt;
    private int lowestOfDay = Integer.MAX_VALUE;
    private long seen;

    /** @param now nanoseconds of the device clock at power-on */
    public Mhz19bModel(Supplier<Air> air, long now, FaultPlan.Target faults) {
        this.air = air;
        this.faults = faults;
        this.seen = now;
        powerCycle();
    }

    @Override
    public void powerCycle() {
        poweredAt = seen;
        dayEndsAt = seen + DAY_NANOS;
        lowestOfDay = Integer.MAX_VALUE;
        selfCalibrating = true;
        heard.clear();
    }

    @Override
    public int baud() {
        return 9_600;
    }

    @Override
    public void receive(byte[] bytes, long now) {
        seen = now;
        for (byte b : bytes) {
            heard.add(b & 0xFF);
            if (heard.size() == LENGTH) {
                int[] frame = heard.stream().mapToInt(Integer::intValue).toArray();
                if (frame[0] == START && frame[1] == SENSOR && frame[8] == sum(frame)) {
                    heard.clear();
                    obey(frame, now);
                } else {
                    heard.remove();
                }
            }
        }
    }

    @Override
    public List<byte[]> due(long now) {
        seen = now;
        return outbox.due(now);
    }

    @Override
    public long nextDueAt() {
        return outbox.nextDueAt();
    }

    private void obey(int[] frame, long now) {
        switch (frame[2]) {
            case READ -> outbox.put(now, ANSWER_TIME, reading(now));
            case ZERO -> shift += FRESH_AIR - measured();
            case SPAN -> gain *= (double) (frame[3] << 8 | frame[4]) / Math.max(1, measured());
            case SELF_CALIBRATION -> selfCalibrating = frame[3] == ON;
            case RANGE -> range = Math.max(1_000, Math.min(LARGEST_RANGE, frame[6] << 8 | frame[7]));
            default -> {
                // The sensor ignores what it does not know.
            }
        }
    }

    private byte[] reading(long now) {
        boolean cold = now - poweredAt < WARM_UP.toNanos() || faults.has(Fault.POWER_ON_VALUE);
        int ppm = cold ? WARMING_UP : calibrated(now);
        int celsius = (int) Math.round(air.get().celsius()) + CELSIUS_ZERO;
        int[] frame = {START, READ, ppm >> 8, ppm & 0xFF, Math.max(0, Math.min(0xFF, celsius)), 0, 0, 0, 0};
        frame[8] = sum(frame);
        var bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = (byte) frame[i];
        }
        return bytes;
    }

    private int calibrated(long now) {
        if (now - dayEndsAt >= 0) {
            if (selfCalibrating && lowestOfDay != Integer.MAX_VALUE) {
                shift += FRESH_AIR - lowestOfDay;
            }
            lowestOfDay = Integer.MAX_VALUE;
            dayEndsAt = now + DAY_NANOS;
        }
        int ppm = measured();
        lowestOfDay = Math.min(lowestOfDay, ppm);
        return ppm;
    }

    private int measured() {
        long ppm = Math.round(air.get().co2PartsPerMillion() * gain) + shift;
        return (int) Math.max(0, Math.min(range, ppm));
    }

    private static int sum(int[] frame) {
        int sum = 0;
        for (int i = 1; i < LENGTH - 1; i++) {
            sum += frame[i];
        }
        return -sum & 0xFF;
    }
}
