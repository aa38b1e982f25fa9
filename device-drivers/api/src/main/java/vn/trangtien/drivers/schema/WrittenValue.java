package vn.trangtien.drivers.schema;

import java.time.Duration;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;

/** Values as a technician writes them, which is not always how drivers are given them. */
final class WrittenValue {

    private WrittenValue() {}

    /** Durations with a unit; everything else as it is. */
    static Object of(Parameter parameter, Object value) {
        return parameter.kind() == ParameterKind.DURATION ? duration(Duration.parse(String.valueOf(value))) : value;
    }

    /** Whole numbers without a fraction. */
    static Number plain(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return (long) number;
        }
        return number;
    }

    private static String duration(Duration duration) {
        if (duration.toMillis() % 1_000 != 0) {
            return duration.toMillis() + "ms";
        }
        return duration.toSeconds() % 60 == 0 && !duration.isZero()
                ? duration.toMinutes() + "m"
                : duration.toSeconds() + "s";
    }
}
