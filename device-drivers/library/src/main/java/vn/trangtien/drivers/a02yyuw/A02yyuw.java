package vn.trangtien.drivers.a02yyuw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.framing.FrameLine;
import vn.trangtien.drivers.port.SerialLink;

/**
 * A02YYUW looking down at the water. It sends a distance every 100 to 300 ms; waves and splashes make single ones useless,
 * so a read collects several and takes their median. A read lasts 0.3 s for each distance wanted at most, and 0.3 s more.
 *
 * <pre>
 * raw value   meaning                     reported as
 * 0           echo inside the blind zone  SENSOR_FAULT, no value
 * 1..29       nearer than the blind zone  OUT_OF_RANGE
 * 30..4500    distance in mm              GOOD
 * 4501..      beyond the range            OUT_OF_RANGE
 * FFFD        no object                   SENSOR_FAULT, no value
 * FFFE        interference                SENSOR_FAULT, no value
 * </pre>
 */
final class A02yyuw implements Device {

    static final int BLIND_ZONE_MM = 30;
    static final int RANGE_MM = 4_500;

    private static final int NO_OBJECT = 0xFFFD;
    private static final int INTERFERENCE = 0xFFFE;
    private static final Duration SLOWEST_FRAME = Duration.ofMillis(300);
    private static final Duration GRACE = Duration.ofMillis(300);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private final FrameLine line;
    private final DeviceClock clock;
    private final int mountingHeightMm;
    private final int wanted;

    /**
     * @param mountingHeightMm sensor face above the zero of the river's staff gauge, from the site survey
     * @param wanted distances per read
     */
    A02yyuw(SerialLink link, DeviceClock clock, String name, int mountingHeightMm, int wanted) {
        this.line = new FrameLine(
                link, clock, name, new DistanceShape(), "is the rate 9600 baud and the sensor an A02YYUW?");
        this.clock = clock;
        this.mountingHeightMm = mountingHeightMm;
        this.wanted = wanted;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        List<Integer> raw = collect();
        int enough = (wanted + 1) / 2;
        if (raw.size() < enough) {
            throw line.failure();
        }
        long at = clock.nanoTime();
        List<Integer> distances =
                raw.stream().filter(A02yyuw::isDistance).sorted().toList();
        if (distances.size() < enough) {
            return List.of(
                    Sample.missing("level", "m", Quality.SENSOR_FAULT, at),
                    Sample.missing("distance", "mm", Quality.SENSOR_FAULT, at));
        }
        int median = distances.get(distances.size() / 2);
        Quality quality = quality(median, distances.size());
        return List.of(
                new Sample("level", (mountingHeightMm - median) / 1000.0, "m", quality, at),
                new Sample("distance", median, "mm", quality, at));
    }

    @Override
    public void close() {
        // The line belongs to the bus.
    }

    private List<Integer> collect() throws DeviceException, InterruptedException {
        line.forget();
        line.listen(SLOWEST_FRAME.multipliedBy(wanted).plus(GRACE), LONGEST_SILENCE);
        var raw = new ArrayList<Integer>();
        while (raw.size() < wanted) {
            Optional<byte[]> frame = line.next(any -> true);
            if (frame.isEmpty()) {
                break;
            }
            raw.add(DistanceShape.distance(frame.get()));
        }
        return raw;
    }

    private Quality quality(int median, int valid) {
        if (median < BLIND_ZONE_MM || median > RANGE_MM) {
            return Quality.OUT_OF_RANGE;
        }
        return valid < wanted ? Quality.UNCERTAIN : Quality.GOOD;
    }

    private static boolean isDistance(int raw) {
        return raw != 0 && raw != NO_OBJECT && raw != INTERFERENCE;
    }
}
