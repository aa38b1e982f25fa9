package vn.trangtien.drivers.analog;

import java.util.Locale;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.adc.Conversion;
import vn.trangtien.drivers.adc.Conversion.Rail;

/**
 * A sensor in a 4–20 mA loop, whose current makes a voltage over a resistor at the converter.
 *
 * <pre>
 * below 3.6 mA    the wire is broken or the sensor has no supply: SENSOR_FAULT, no value
 * 3.6 to 4 mA     the quantity is below the sensor's scale: UNCERTAIN
 * 4 to 20 mA      GOOD
 * 20 to 21 mA     the quantity is above the sensor's scale: UNCERTAIN
 * above 21 mA     the loop is short-circuited or the sensor reports a defect: SENSOR_FAULT, no value
 * </pre>
 *
 * <p>Source: NAMUR NE 43. Under- and over-range count as measured, since an overflowing tank must still raise its alarm.
 *
 * @param scale from milliamperes to the quantity
 * @param ohms resistance of the resistor
 */
record CurrentLoop(Scale scale, double ohms) implements Output {

    static final double WIRE_BREAK = 3.6;
    static final double SHORT_CIRCUIT = 21.0;

    /** Converter and resistor are not exact: two steps of ten bits at 3.3 V and 150 Ohm. */
    private static final double SLACK = 0.05;

    private static final double MILLI = 1_000;

    @Override
    public Verdict judge(Conversion conversion) {
        double milliamperes = MILLI * conversion.volts() / ohms;
        if (milliamperes > SHORT_CIRCUIT || conversion.rail() == Rail.HIGH) {
            return fault(
                    "short circuit: %.2f mA is above %.1f mA; check the loop and the sensor",
                    milliamperes, SHORT_CIRCUIT);
        }
        if (milliamperes < WIRE_BREAK) {
            return fault(
                    "wire break: %.2f mA is below %.1f mA; check the loop and its supply", milliamperes, WIRE_BREAK);
        }
        Quality quality = scale.covers(milliamperes, SLACK) ? Quality.GOOD : Quality.UNCERTAIN;
        return Verdict.of(scale.value(milliamperes), quality);
    }

    private static Verdict fault(String text, double milliamperes, double limit) {
        return Verdict.fault(Double.NaN, String.format(Locale.ROOT, text, milliamperes, limit));
    }
}
