package vn.trangtien.drivers.sds011;

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
 * SDS011. It sends a measurement when asked, or by itself every second. Its fan needs about 30 s after waking to draw steady
 * air. It confirms commands within a quarter of a second; asleep it hears only the one to wake.
 *
 * <pre>
 * measurement   AA C0  PM2.5 (2, low byte first)  PM10 (2)  id (2)  sum  AB       in 0.1 µg/m³
 * </pre>
 *
 * <p>Above 70 % relative humidity the droplets count as dust: put a humidity sensor beside it. Fan and laser live about
 * 8,000 hours.
 */
final class Sds011 implements DustSensor {

    private static final int MAX_RAW = 9_999;
    private static final Duration CONFIRMATION = Duration.ofMillis(250);
    private static final Duration ANSWER = Duration.ofMillis(950);
    private static final Duration REPORT = Duration.ofMillis(1_950);
    private static final int ATTEMPTS = 2;

    private final FrameLine line;
    private final DeviceClock clock;
    private final boolean asks;

    Sds011(SerialLink link, DeviceClock clock, String name, boolean asks) {
        this.line = new FrameLine(link, clock, name, new SdsShape(), "is the rate 9600 baud and the sensor an SDS011?");
        this.clock = clock;
        this.asks = asks;
    }

    /** Gives the sensor time to do it. Whether it confirms does not matter: the measurement shows whether it listens. */
    @Override
    public void wake() throws DeviceException, InterruptedException {
        isConfirmed(Command.WAKE);
        isConfirmed(asks ? Command.REPORT_WHEN_ASKED : Command.REPORT_BY_ITSELF);
    }

    @Override
    public List<Sample> measure(boolean justWoken) throws DeviceException, InterruptedException {
        return samples(asks ? askFor() : hear());
    }

    @Override
    public void sleep() throws DeviceException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isConfirmed(Command.SLEEP)) {
                return;
            }
        }
        throw line.failure();
    }

    @Override
    public void sleepUnheard() throws DeviceException {
        line.send(Command.SLEEP.bytes());
    }

    private boolean isConfirmed(Command command) throws DeviceException, InterruptedException {
        line.forget();
        line.send(command.bytes());
        line.listen(CONFIRMATION);
        return line.next(command::isAnsweredBy).isPresent();
    }

    private byte[] askFor() throws DeviceException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            line.forget();
            line.send(Command.QUERY.bytes());
            Optional<byte[]> frame = measurement(ANSWER);
            if (frame.isPresent()) {
                return frame.get();
            }
        }
        throw line.failure();
    }

    private byte[] hear() throws DeviceException, InterruptedException {
        line.forget();
        return measurement(REPORT).orElseThrow(line::failure);
    }

    private Optional<byte[]> measurement(Duration limit) throws DeviceException, InterruptedException {
        line.listen(limit);
        return line.next(frame -> frame[1] == SdsShape.MEASUREMENT);
    }

    private List<Sample> samples(byte[] frame) {
        long at = clock.nanoTime();
        int pm25 = word(frame, 2);
        int pm10 = word(frame, 4);
        // The coarser fraction contains the finer one.
        boolean consistent = pm25 <= pm10;
        return List.of(sample("pm25", pm25, consistent, at), sample("pm10", pm10, consistent, at));
    }

    private static Sample sample(String channel, int raw, boolean consistent, long at) {
        Quality quality;
        if (raw > MAX_RAW) {
            quality = Quality.OUT_OF_RANGE;
        } else {
            quality = consistent ? Quality.GOOD : Quality.UNCERTAIN;
        }
        return new Sample(channel, raw / 10.0, "ug/m3", quality, at);
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
    }
}
