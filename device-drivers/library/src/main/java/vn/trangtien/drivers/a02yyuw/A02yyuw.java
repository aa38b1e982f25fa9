package vn.trangtien.drivers.a02yyuw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.SerialLink;

/**
 * A02YYUW looking down at the water. It sends a distance every 100 to 300 ms; waves and splashes make single ones useless,
 * so a read collects several and takes their median.
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
    private static final Duration GRACE = Duration.ofMillis(700);
    private static final Duration SLICE = Duration.ofMillis(100);

    private final SerialLink link;
    private final DeviceClock clock;
    private final String name;
    private final int mountingHeightMm;
    private final int wanted;
    private final DistanceReader reader = new DistanceReader();

    /**
     * @param mountingHeightMm sensor face above the zero of the river's staff gauge, from the site survey
     * @param wanted distances per read
     */
    A02yyuw(SerialLink link, DeviceClock clock, String name, int mountingHeightMm, int wanted) {
        this.link = link;
        this.clock = clock;
        this.name = name;
        this.mountingHeightMm = mountingHeightMm;
        this.wanted = wanted;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        List<Integer> raw = collect();
        int enough = (wanted + 1) / 2;
        if (raw.size() < enough) {
            throw failure(raw.size());
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
        reader.reset();
    }

    private List<Integer> collect() throws DeviceException, InterruptedException {
        // What waited in the buffer of the line is as old as the last read.
        link.purge();
        reader.reset();
        var raw = new ArrayList<Integer>();
        long start = clock.nanoTime();
        long limit = SLOWEST_FRAME.multipliedBy(wanted).plus(GRACE).toNanos();
        while (raw.size() < wanted && clock.nanoTime() - start < limit) {
            raw.addAll(reader.accept(link.read(64, SLICE)));
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

    private DeviceException failure(int count) {
        if (reader.badSums() > 0) {
            return new DeviceException(
                    DeviceError.CRC, "%s: %d frames came with a wrong checksum".formatted(name, reader.badSums()));
        }
        if (reader.strayBytes() > 0) {
            return new DeviceException(
                    DeviceError.FRAMING,
                    "%s: %d bytes came, but no frame FF high low sum; is the rate 9600 baud?"
                            .formatted(name, reader.strayBytes()));
        }
        return new DeviceException(
                DeviceError.TIMEOUT, "%s: %d of %d distances came in time".formatted(name, count, wanted));
    }
}
