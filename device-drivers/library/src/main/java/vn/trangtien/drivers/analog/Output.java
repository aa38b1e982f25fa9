package vn.trangtien.drivers.analog;

import java.util.Optional;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.adc.Conversion;

/** The kind of a sensor's output: what a voltage at the converter says of the quantity and of the wires. */
interface Output {

    Verdict judge(Conversion conversion);

    /**
     * What one conversion says.
     *
     * @param value of the quantity; NaN only with SENSOR_FAULT
     * @param cause what is wrong, for a technician; empty if nothing
     */
    record Verdict(double value, Quality quality, Optional<String> cause) {

        static Verdict of(double value, Quality quality) {
            return new Verdict(value, quality, Optional.empty());
        }

        static Verdict fault(double value, String cause) {
            return new Verdict(value, Quality.SENSOR_FAULT, Optional.of(cause));
        }
    }
}
