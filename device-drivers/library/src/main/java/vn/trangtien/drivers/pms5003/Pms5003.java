package vn.trangtien.drivers.pms5003;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.dust.DustSensor;
import vn.trangtien.drivers.framing.FrameLine;
import vn.trangtien.drivers.port.SerialLink;

/**
 * PMS5003. In passive mode it measures when asked; in active mode it sends by itself every 0.2 to 2.3 s. Its fan needs about
 * 30 s to draw steady air. It confirms the command to sleep, not the one to wake; woken, it starts anew, which takes some seconds
 * and may bring it back to active mode.
 */
final class Pms5003 implements DustSensor {

    private static final String UNIT = "ug/m3";
    private static final int MAX_CONCENTRATION = 1_000;
    private static final Duration ACTIVE_TIMEOUT = Duration.ofMillis(2_500);
    private static final Duration PASSIVE_TIMEOUT = Duration.ofMillis(1_200);
    private static final Duration CONFIRMATION = Duration.ofMillis(250);
    private static final Duration START = Duration.ofMillis(1_200);
    private static final int ATTEMPTS = 2;

    private final FrameLine line;
    private final DeviceClock clock;
    private final boolean passive;

    Pms5003(SerialLink link, DeviceClock clock, String name, boolean passive) {
        this.line = new FrameLine(link, clock, name, new PmsShape(), "is the rate 9600 baud and the sensor a PMS5003?");
        this.clock = clock;
        this.passive = passive;
    }

    @Override
    public void wake() throws DeviceException {
        line.send(Command.WAKE.bytes());
        line.send((passive ? Command.PASSIVE : Command.ACTIVE).bytes());
    }

    @Override
    public List<Sample> measure(boolean justWoken) throws DeviceException, InterruptedException {
        return samples(passive ? askFor(justWoken ? ATTEMPTS + 1 : ATTEMPTS) : hear(justWoken));
    }

    @Override
    public void sleep() throws DeviceException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            line.forget();
            sleepUnheard();
            line.listen(CONFIRMATION);
            if (line.next(Command.SLEEP::isAnsweredBy).isPresent()) {
                return;
            }
        }
        throw line.failure();
    }

    @Override
    public void sleepUnheard() throws DeviceException {
        line.send(Command.SLEEP.bytes());
    }

    private Frame askFor(int attempts) throws DeviceException, InterruptedException {
        for (int attempt = 0; attempt < attempts; attempt++) {
            line.forget();
            line.send(Command.READ.bytes());
            Optional<Frame> frame = measurement(PASSIVE_TIMEOUT);
            if (frame.isPresent()) {
                return frame.get();
            }
        }
        throw line.failure();
    }

    private Frame hear(boolean justWoken) throws DeviceException, InterruptedException {
        line.forget();
        return measurement(justWoken ? ACTIVE_TIMEOUT.plus(START) : ACTIVE_TIMEOUT)
                .orElseThrow(line::failure);
    }

    private Optional<Frame> measurement(Duration limit) throws DeviceException, InterruptedException {
        line.listen(limit);
        return line.next(frame -> frame.length == PmsShape.MEASUREMENT).map(Frame::of);
    }

    private List<Sample> samples(Frame frame) {
        long at = clock.nanoTime();
        return List.of(
                sample("pm1", frame.pm1(), frame, at),
                sample("pm25", frame.pm25(), frame, at),
                sample("pm10", frame.pm10(), frame, at));
    }

    private static Sample sample(String channel, int value, Frame frame, long at) {
        Quality quality;
        if (frame.errorCode() != 0) {
            quality = Quality.SENSOR_FAULT;
        } else if (value > MAX_CONCENTRATION) {
            quality = Quality.OUT_OF_RANGE;
        } else {
            quality = frame.isConsistent() ? Quality.GOOD : Quality.UNCERTAIN;
        }
        return new Sample(channel, value, UNIT, quality, at);
    }
}
