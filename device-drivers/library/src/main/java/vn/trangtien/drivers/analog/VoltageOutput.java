package vn.trangtien.drivers.analog;

import java.util.Locale;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.adc.Conversion;
import vn.trangtien.drivers.adc.Conversion.Rail;

/**
 * A sensor that says its value as a voltage.
 *
 * <p>A voltage at either end of the converter's scale while the sensor's own ends before it is a broken wire or a short, hence
 * SENSOR_FAULT; a voltage merely outside the sensor's scale is OUT_OF_RANGE. Where both scales end together the true voltage
 * may lie beyond, hence UNCERTAIN.
 */
record VoltageOutput(Scale scale) implements Output {

    /** How far beyond its ends a sensor may drift before the value is not believed, as a part of the span. */
    private static final double TOLERANCE = 0.05;

    @Override
    public Verdict judge(Conversion conversion) {
        double value = scale.value(conversion.volts());
        if (scale.covers(conversion.volts(), TOLERANCE * scale.span())) {
            return Verdict.of(value, conversion.rail() == Rail.HIGH ? Quality.UNCERTAIN : Quality.GOOD);
        }
        if (conversion.rail() == Rail.NONE) {
            return Verdict.of(value, Quality.OUT_OF_RANGE);
        }
        return Verdict.fault(
                value,
                String.format(
                        Locale.ROOT,
                        "%.2f V is an end of the converter's scale, but the sensor gives %.2f to %.2f V; check its wires and supply",
                        conversion.volts(),
                        scale.lowSignal(),
                        scale.highSignal()));
    }
}
