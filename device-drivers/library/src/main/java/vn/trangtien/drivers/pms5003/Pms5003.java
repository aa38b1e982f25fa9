package vn.trangtien.drivers.pms5003;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.SerialLink;

/**
 * PMS5003. In passive mode it measures when asked; in active mode it sends by itself every 0.2 to 2.3 s. Its fan needs about
 * 30 s to draw steady air, during which values are WARMING_UP.
 */
final class Pms5003 implements Device {

    private static final String UNIT = "ug/m3";
    private static final int MAX_CONCENTRATION = 1_000;
    private static final Duration FRAME_TIMEOUT = Duration.ofMillis(2_500);
    private static final Duration PASSIVE_TIMEOUT = Duration.ofMillis(1_200);
    private static final Duration SLICE = Duration.ofMillis(100);

    private final SerialLink link;
    private final DeviceClock clock;
    private final String name;
    private final boolean passive;
    private final Duration warmUp;
    private final FrameReader reader = new FrameReader();
    private boolean configured;
    private @Nullable Long wokenAt;

    Pms5003(SerialLink link, DeviceClock clock, String name, boolean passive, Duration warmUp) {
        this.link = link;
        this.clock = clock;
        this.name = name;
        this.passive = passive;
        this.warmUp = warmUp;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        try {
            configure();
            Frame frame = passive ? askFor() : await(FRAME_TIMEOUT).orElseThrow(this::failure);
            return samples(frame);
        } catch (DeviceException e) {
            configured = false;
            if (e.error() == DeviceError.TIMEOUT || e.error() == DeviceError.PORT_GONE) {
                // A sensor that fell silent was probably without power, and its fan starts anew.
                wokenAt = null;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        configured = false;
    }

    private void configure() throws DeviceException {
        if (!configured) {
            link.write(Command.WAKE.bytes());
            link.write((passive ? Command.PASSIVE : Command.ACTIVE).bytes());
            configured = true;
        }
        if (wokenAt == null) {
            wokenAt = clock.nanoTime();
        }
    }

    private Frame askFor() throws DeviceException, InterruptedException {
        for (int attempt = 0; attempt < 2; attempt++) {
            link.purge();
            reader.reset();
            link.write(Command.READ.bytes());
            Optional<Frame> frame = await(PASSIVE_TIMEOUT);
            if (frame.isPresent()) {
                return frame.get();
            }
        }
        throw failure();
    }

    private Optional<Frame> await(Duration timeout) throws DeviceException, InterruptedException {
        if (!passive) {
            link.purge();
            reader.reset();
        }
        long start = clock.nanoTime();
        while (clock.nanoTime() - start < timeout.toNanos()) {
            Optional<Frame> frame = reader.accept(link.read(64, SLICE));
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }

    private DeviceException failure() {
        if (reader.badSums() > 0) {
            return new DeviceException(
                    DeviceError.CRC, "%s: %d frames came with a wrong checksum".formatted(name, reader.badSums()));
        }
        if (reader.strayBytes() > 0) {
            return new DeviceException(
                    DeviceError.FRAMING,
                    "%s: %d bytes came, but no frame 42 4D 00 1C; is the rate 9600 baud and the sensor a PMS5003?"
                            .formatted(name, reader.strayBytes()));
        }
        return new DeviceException(
                DeviceError.TIMEOUT, "%s: nothing came within %d ms".formatted(name, FRAME_TIMEOUT.toMillis()));
    }

    private List<Sample> samples(Frame frame) {
        long at = clock.nanoTime();
        boolean warm = wokenAt != null && at - wokenAt >= warmUp.toNanos();
        return List.of(
                sample("pm1", frame.pm1(), frame, warm, at),
                sample("pm25", frame.pm25(), frame, warm, at),
                sample("pm10", frame.pm10(), frame, warm, at));
    }

    private static Sample sample(String channel, int value, Frame frame, boolean warm, long at) {
        Quality quality;
        if (frame.errorCode() != 0) {
            quality = Quality.SENSOR_FAULT;
        } else if (!warm) {
            quality = Quality.WARMING_UP;
        } else if (value > MAX_CONCENTRATION) {
            quality = Quality.OUT_OF_RANGE;
        } else {
            quality = frame.isConsistent() ? Quality.GOOD : Quality.UNCERTAIN;
        }
        return new Sample(channel, value, UNIT, quality, at);
    }
}
