package vn.trangtien.drivers.pms5003;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.framing.FrameLine;
import vn.trangtien.drivers.framing.WarmUp;
import vn.trangtien.drivers.port.SerialLink;

/**
 * PMS5003. In passive mode it measures when asked; in active mode it sends by itself every 0.2 to 2.3 s. Its fan needs about
 * 30 s to draw steady air, during which values are WARMING_UP.
 */
final class Pms5003 implements Device {

    private static final String UNIT = "ug/m3";
    private static final int MAX_CONCENTRATION = 1_000;
    private static final Duration ACTIVE_TIMEOUT = Duration.ofMillis(2_500);
    private static final Duration PASSIVE_TIMEOUT = Duration.ofMillis(1_200);
    private static final int ATTEMPTS = 2;

    private final FrameLine line;
    private final DeviceClock clock;
    private final boolean passive;
    private final WarmUp warmUp;
    private boolean configured;

    Pms5003(SerialLink link, DeviceClock clock, String name, boolean passive, Duration warmUp) {
        this.line = new FrameLine(link, clock, name, new PmsShape(), "is the rate 9600 baud and the sensor a PMS5003?");
        this.clock = clock;
        this.passive = passive;
        this.warmUp = new WarmUp(clock, warmUp);
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        try {
            configure();
            return samples(passive ? askFor() : hear());
        } catch (DeviceException e) {
            configured = false;
            warmUp.failed(e);
            throw e;
        }
    }

    @Override
    public void close() {
        configured = false;
    }

    private void configure() throws DeviceException {
        if (!configured) {
            line.send(Command.WAKE.bytes());
            line.send((passive ? Command.PASSIVE : Command.ACTIVE).bytes());
            configured = true;
        }
        warmUp.begin();
    }

    private Frame askFor() throws DeviceException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            line.forget();
            line.send(Command.READ.bytes());
            Optional<Frame> frame = measurement(PASSIVE_TIMEOUT);
            if (frame.isPresent()) {
                return frame.get();
            }
        }
        throw line.failure();
    }

    private Frame hear() throws DeviceException, InterruptedException {
        line.forget();
        return measurement(ACTIVE_TIMEOUT).orElseThrow(line::failure);
    }

    private Optional<Frame> measurement(Duration limit) throws DeviceException, InterruptedException {
        line.listen(limit);
        return line.next(frame -> frame.length == PmsShape.MEASUREMENT).map(Frame::of);
    }

    private List<Sample> samples(Frame frame) {
        long at = clock.nanoTime();
        boolean warm = warmUp.isOver();
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
