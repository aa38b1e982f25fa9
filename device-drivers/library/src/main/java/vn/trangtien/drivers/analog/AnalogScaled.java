package vn.trangtien.drivers.analog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.adc.Conversion;
import vn.trangtien.drivers.adc.Conversion.Rail;
import vn.trangtien.drivers.adc.Converter;

/**
 * A sensor that says its value as a voltage or a current. Each read takes several samples and gives their aggregate and their
 * maximum, with the worst of their qualities.
 */
final class AnalogScaled implements Device {

    private final Converter converter;
    private final DeviceClock clock;
    private final Settings settings;
    private Optional<String> warning = Optional.empty();

    /**
     * @param name what messages call the device
     * @param input of the converter
     * @param samples per read
     * @param between time between two samples
     * @param output what the sensor says and how
     * @param unit UCUM code of the value
     */
    record Settings(
            String name, int input, int samples, Duration between, Output output, Aggregate aggregate, String unit) {}

    AnalogScaled(Converter converter, DeviceClock clock, Settings settings) {
        this.converter = converter;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        var values = new double[settings.samples()];
        Quality quality = Quality.GOOD;
        Optional<String> cause = Optional.empty();
        boolean atGround = false;
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                clock.sleep(settings.between());
            }
            Conversion conversion = converter.convert(settings.input());
            Output.Verdict verdict = settings.output().judge(conversion);
            values[i] = verdict.value();
            quality = worse(quality, verdict.quality());
            cause = cause.or(verdict::cause);
            atGround |= conversion.rail() == Rail.LOW;
        }
        if (atGround && quality.isUsable()) {
            converter.proveAlive();
        }
        warning = cause.map(text -> settings.name() + ": " + text);
        long at = clock.nanoTime();
        Aggregate aggregate = settings.aggregate();
        return List.of(
                sample(aggregate.channel(), aggregate.of(values), quality, at),
                sample(aggregate.maximumChannel(), DoubleStream.of(values).max().orElseThrow(), quality, at));
    }

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public void close() {
        // The port belongs to the bus, and the chip has nothing to switch off.
    }

    /** One sample without a number, as with a broken wire, leaves the whole read without one: NaN spreads. */
    private Sample sample(String channel, double value, Quality quality, long at) {
        return new Sample(channel, value, settings.unit(), quality, at);
    }

    private static Quality worse(Quality a, Quality b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
