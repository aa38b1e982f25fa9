package vn.trangtien.sim.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Single-phase energy meter with the register map of the Eastron SDM series: function 4, IEEE 754 floats, high word first.
 *
 * <pre>
 * 0x0000 voltage V        0x0006 current A       0x000C active power W
 * 0x0012 apparent VA      0x001E power factor    0x0046 frequency Hz
 * 0x0048 import kWh       0x004A export kWh      0x0156 total kWh
 * </pre>
 *
 * <p>Registers between these read as 0 up to 0x004B; the rest does not exist.
 */
public final class SdmMeter implements RegisterBank {

    /** What flows through the meter. */
    public record Mains(double volts, double watts, double hertz, double importKilowattHours) {}

    private static final int READ_INPUT = 4;
    private static final int END_OF_FIRST_RANGE = 0x004C;
    private static final int TOTAL = 0x0156;
    private static final double POWER_FACTOR = 0.93;

    private final Supplier<Mains> mains;

    public SdmMeter(Supplier<Mains> mains) {
        this.mains = mains;
    }

    @Override
    public Optional<int[]> read(int function, int first, int count) {
        int end = first + count;
        boolean inFirst = end <= END_OF_FIRST_RANGE;
        boolean inTotal = first >= TOTAL && end <= TOTAL + 2;
        if (function != READ_INPUT || (!inFirst && !inTotal)) {
            return Optional.empty();
        }
        Map<Integer, Integer> words = words(mains.get());
        var values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = words.getOrDefault(first + i, 0);
        }
        return Optional.of(values);
    }

    private static Map<Integer, Integer> words(Mains now) {
        double apparent = now.watts() / POWER_FACTOR;
        var words = new TreeMap<Integer, Integer>();
        put(words, 0x0000, now.volts());
        put(words, 0x0006, apparent / now.volts());
        put(words, 0x000C, now.watts());
        put(words, 0x0012, apparent);
        put(words, 0x001E, POWER_FACTOR);
        put(words, 0x0046, now.hertz());
        put(words, 0x0048, now.importKilowattHours());
        put(words, 0x004A, 0);
        put(words, TOTAL, now.importKilowattHours());
        return words;
    }

    private static void put(Map<Integer, Integer> words, int register, double value) {
        int bits = Float.floatToIntBits((float) value);
        words.put(register, bits >>> 16);
        words.put(register + 1, bits & 0xFFFF);
    }
}
