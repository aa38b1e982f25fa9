package vn.trangtien.ingest.channels;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Conversion between units of one quantity, for the UCUM codes that instruments in a city send. Not all of UCUM: a code that is not
 * listed converts into itself only. Stateless.
 */
final class Units {

    /** A value in the quantity's base unit is {@code value × factor + offset}. */
    private record Scale(String quantity, double factor, double offset) {}

    private static final Map<String, Scale> SCALES = new HashMap<>();

    static {
        scale(
                "length", "m", 1, "km", 1e3, "dm", 0.1, "cm", 1e-2, "mm", 1e-3, "um", 1e-6, "[ft_i]", 0.3048, "[in_i]",
                0.0254);
        scale(
                "pressure",
                "Pa",
                1,
                "hPa",
                100,
                "kPa",
                1e3,
                "MPa",
                1e6,
                "bar",
                1e5,
                "mbar",
                100,
                "mm[Hg]",
                133.322387415);
        scale("speed", "m/s", 1, "km/h", 1 / 3.6, "[kn_i]", 1852 / 3600.0, "cm/s", 1e-2);
        scale("voltage", "V", 1, "mV", 1e-3, "kV", 1e3);
        scale("current", "A", 1, "mA", 1e-3);
        scale("power", "W", 1, "kW", 1e3, "MW", 1e6, "mW", 1e-3);
        scale("energy", "J", 1, "kJ", 1e3, "W.h", 3_600, "kW.h", 3.6e6, "MW.h", 3.6e9);
        scale("concentration", "ug/m3", 1, "mg/m3", 1e3, "g/m3", 1e6);
        scale("fraction", "1", 1, "%", 1e-2, "[ppth]", 1e-3, "[ppm]", 1e-6, "[ppb]", 1e-9);
        scale("time", "s", 1, "ms", 1e-3, "us", 1e-6, "min", 60, "h", 3_600, "d", 86_400);
        scale("frequency", "Hz", 1, "kHz", 1e3, "MHz", 1e6);
        scale("angle", "deg", 1, "rad", 180 / Math.PI);
        scale("volume", "m3", 1, "L", 1e-3, "l", 1e-3, "dm3", 1e-3);
        scale("flow", "m3/s", 1, "m3/h", 1 / 3600.0, "L/s", 1e-3, "l/s", 1e-3, "L/min", 1e-3 / 60);
        SCALES.put("Cel", new Scale("temperature", 1, 0));
        SCALES.put("K", new Scale("temperature", 1, -273.15));
        SCALES.put("[degF]", new Scale("temperature", 5 / 9.0, -32 * 5 / 9.0));
    }

    private Units() {}

    /** The value in the other unit; empty if the units are of different quantities, or not known and not the same. */
    static OptionalDouble convert(double value, String from, String to) {
        if (from.equals(to)) {
            return OptionalDouble.of(value);
        }
        Scale source = SCALES.get(from);
        Scale target = SCALES.get(to);
        if (source == null || target == null || !source.quantity().equals(target.quantity())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((value * source.factor() + source.offset() - target.offset()) / target.factor());
    }

    static boolean isConvertible(String from, String to) {
        return convert(0, from, to).isPresent();
    }

    private static void scale(String quantity, Object... codesAndFactors) {
        for (int i = 0; i < codesAndFactors.length; i += 2) {
            double factor = ((Number) codesAndFactors[i + 1]).doubleValue();
            SCALES.put((String) codesAndFactors[i], new Scale(quantity, factor, 0));
        }
    }
}
