package vn.trangtien.drivers.analog;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;

/**
 * A sensor that says its value as a voltage. Each read takes several samples and gives their aggregate and their maximum.
 *
 * <p>A voltage at either rail while the sensor's scale ends before it is a broken wire or a short, hence SENSOR_FAULT; a
 * voltage merely outside the scale is OUT_OF_RANGE.
 */
final class AnalogScaled implements Device {

    private final Mcp3008 adc;
    private final DeviceClock clock;
    private final Settings settings;

    /**
     * @param channel input of the converter, 0 to 7
     * @param vref volts at full scale
     * @param samples per read
     * @param between time between two samples
     */
    record Settings(
            int channel, double vref, int samples, Duration between, Scale scale, Aggregate aggregate, String unit) {}

    AnalogScaled(Mcp3008 adc, DeviceClock clock, Settings settings) {
        this.adc = adc;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        var values = new double[settings.samples()];
        Quality quality = Quality.GOOD;
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                clock.sleep(settings.between());
            }
            int code = adc.code(settings.channel());
            double volts = code * settings.vref() / Mcp3008.FULL_SCALE;
            values[i] = settings.scale().value(volts);
            quality = worse(quality, judge(code, volts));
        }
        long at = clock.nanoTime();
        Aggregate aggregate = settings.aggregate();
        return List.of(
                new Sample(aggregate.channel(), aggregate.of(values), settings.unit(), quality, at),
                new Sample(
                        aggregate.maximumChannel(),
                        DoubleStream.of(values).max().orElseThrow(),
                        settings.unit(),
                        quality,
                        at));
    }

    @Override
    public void close() {
        // The port belongs to the bus, and the chip has nothing to switch off.
    }

    private Quality judge(int code, double volts) {
        if (settings.scale().covers(volts)) {
            return Quality.GOOD;
        }
        boolean atRail = code == 0 || code == Mcp3008.FULL_SCALE - 1;
        return atRail ? Quality.SENSOR_FAULT : Quality.OUT_OF_RANGE;
    }

    private static Quality worse(Quality a, Quality b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
