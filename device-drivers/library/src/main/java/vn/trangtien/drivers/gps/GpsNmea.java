package vn.trangtien.drivers.gps;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.framing.FrameLine;
import vn.trangtien.drivers.port.SerialLink;

/**
 * A satellite receiver that sends GGA and RMC every second, such as a u-blox NEO-6M. A read waits for both of one second, up
 * to 2.3 s.
 *
 * <pre>
 * no fix                                     SENSOR_FAULT without a value; satellites still count
 * fix by dead reckoning, hand or simulation  UNCERTAIN
 * hdop above 10, or fewer than 4 satellites  UNCERTAIN
 * moved faster than {@code maxSpeed}         UNCERTAIN: reflections between houses, or somebody interferes
 * the receiver's clock stands still          UNCERTAIN: it repeats an old fix
 * time without a fix                         UNCERTAIN: the receiver's own clock
 * a date before 2020                         SENSOR_FAULT without a value: the week number has rolled over
 * </pre>
 */
final class GpsNmea implements Device {

    private static final int EARLIEST_YEAR = 2020;
    private static final double WORST_HDOP = 10;
    private static final int SATELLITES_OF_A_SPACE_FIX = 4;
    /** Scatter of two fixes of a receiver that stands between houses. */
    private static final double SCATTER_METRES = 100;

    private static final long SURELY_LATER_NANOS = Duration.ofSeconds(3).toNanos();
    private static final Duration TWO_EPOCHS = Duration.ofMillis(2_300);

    private final FrameLine line;
    private final DeviceClock clock;
    private final String name;
    private final double maxSpeed;
    private @Nullable Position lastPosition;
    private long lastPositionAt;
    private String lastTime = "";
    private long lastTimeAt;
    private Optional<String> warning = Optional.empty();

    /** @param maxSpeed of what carries the receiver, in m/s */
    GpsNmea(SerialLink link, DeviceClock clock, String name, int baud, double maxSpeed) {
        this.line = new FrameLine(
                link, clock, name, new NmeaShape(), "is the rate %d baud, and does it send NMEA?".formatted(baud));
        this.clock = clock;
        this.name = name;
        this.maxSpeed = maxSpeed;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        Epoch epoch = hear();
        long at = clock.nanoTime();
        warning = Optional.empty();
        boolean madeUp =
                epoch.gga().filter(gga -> gga.fix() > 0 && !gga.isMeasured()).isPresent();
        Quality quality = standsStill(epoch, at) || madeUp ? Quality.UNCERTAIN : Quality.GOOD;
        var samples = new ArrayList<Sample>();
        addPosition(samples, epoch, quality, at);
        Optional<Rmc> rmc = epoch.rmc();
        OptionalDouble speed = rmc.map(Rmc::metresPerSecond).orElse(OptionalDouble.empty());
        samples.add(sample(GpsNmeaDriver.SPEED, speed, quality, at));
        samples.add(sample(GpsNmeaDriver.HDOP, epoch.gga().map(Gga::hdop).orElse(OptionalDouble.empty()), quality, at));
        samples.add(time(rmc, quality, at));
        return samples;
    }

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public void close() {
        lastPosition = null;
    }

    private Epoch hear() throws DeviceException, InterruptedException {
        var epoch = new Epoch();
        line.forget();
        line.listen(TWO_EPOCHS);
        while (!epoch.isComplete()) {
            Optional<byte[]> frame = line.next(any -> true);
            if (frame.isEmpty()) {
                break;
            }
            epoch.add(Sentence.of(NmeaShape.content(frame.get())));
        }
        if (epoch.isEmpty()) {
            throw line.failure();
        }
        return epoch;
    }

    private void addPosition(List<Sample> samples, Epoch epoch, Quality base, long at) {
        Optional<Position> position = epoch.position();
        Optional<Gga> gga = epoch.gga();
        boolean doubtful = gga.isPresent() && !isTrusted(gga.get());
        boolean jumped = position.isPresent() && jumps(position.get(), at);
        Quality quality = doubtful || jumped ? Quality.UNCERTAIN : base;
        samples.add(sample(GpsNmeaDriver.LATITUDE, toDouble(position.map(Position::latitude)), quality, at));
        samples.add(sample(GpsNmeaDriver.LONGITUDE, toDouble(position.map(Position::longitude)), quality, at));
        OptionalDouble altitude = gga.map(Gga::altitude).orElse(OptionalDouble.empty());
        samples.add(sample(GpsNmeaDriver.ALTITUDE, altitude, quality, at));
        OptionalDouble satellites = gga.map(Gga::satellites).orElse(OptionalDouble.empty());
        samples.add(sample(GpsNmeaDriver.SATELLITES, satellites, base, at));
    }

    private Sample time(Optional<Rmc> rmc, Quality base, long at) {
        Optional<LocalDateTime> utc = rmc.flatMap(Rmc::utc);
        if (utc.isPresent() && utc.get().getYear() < EARLIEST_YEAR) {
            warn("%s: the receiver says %s, but its week number has rolled over; update its firmware or replace it"
                    .formatted(name, utc.get().toLocalDate()));
            utc = Optional.empty();
        }
        Quality quality = rmc.isPresent() && rmc.get().valid() ? base : Quality.UNCERTAIN;
        return sample(GpsNmeaDriver.TIME, toDouble(utc.map(Rmc::epochSeconds)), quality, at);
    }

    private boolean isTrusted(Gga gga) {
        return gga.isMeasured()
                && gga.hdop().orElse(0) <= WORST_HDOP
                && gga.satellites().orElse(SATELLITES_OF_A_SPACE_FIX) >= SATELLITES_OF_A_SPACE_FIX;
    }

    /** Further than anything goes in the time; the new place is what the next fix is compared with. */
    private boolean jumps(Position now, long at) {
        Position before = lastPosition;
        double seconds = Math.max(0, (at - lastPositionAt) / 1e9);
        lastPosition = now;
        lastPositionAt = at;
        if (before == null || before.metresTo(now) <= SCATTER_METRES + maxSpeed * seconds) {
            return false;
        }
        warn("%s: moved %.0f m in %.0f s; is the antenna between walls, or is maxSpeed too low?"
                .formatted(name, before.metresTo(now), seconds));
        return true;
    }

    /** The same time as seconds ago. */
    private boolean standsStill(Epoch epoch, long at) {
        String time = epoch.time();
        boolean same = !time.isEmpty() && time.equals(lastTime);
        if (!same) {
            lastTime = time;
            lastTimeAt = at;
        } else if (at - lastTimeAt >= SURELY_LATER_NANOS) {
            warn("%s: the receiver repeats the fix of %s; switch its power off and on".formatted(name, time));
            return true;
        }
        return false;
    }

    private void warn(String text) {
        warning = Optional.of(text);
    }

    private static Sample sample(Channel channel, OptionalDouble value, Quality quality, long at) {
        if (value.isEmpty()) {
            return Sample.missing(channel.name(), channel.unit(), Quality.SENSOR_FAULT, at);
        }
        double number = value.getAsDouble();
        boolean believable = number >= channel.min() && number <= channel.max();
        return new Sample(channel.name(), number, channel.unit(), believable ? quality : Quality.OUT_OF_RANGE, at);
    }

    private static OptionalDouble toDouble(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
