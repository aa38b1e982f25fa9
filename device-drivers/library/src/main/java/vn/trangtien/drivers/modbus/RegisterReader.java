package vn.trangtien.drivers.modbus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Text;

/** Reads the {@code registers} of a configuration or of a map file. */
final class RegisterReader {

    private static final String EXAMPLE = "{ at: 0x0000, type: float32, unit: V }";
    private static final Set<String> KEYS = new TreeSet<>(
            List.of("at", "type", "unit", "scale", "offset", "wordOrder", "monotonic", "title", "min", "max"));
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
    private static final int MOST_REGISTERS = 500;
    private static final int ADDRESSES = 0x10000;
    private static final String[] TYPES =
            Arrays.stream(RegisterType.values()).map(RegisterType::code).toArray(String[]::new);

    private RegisterReader() {}

    /**
     * The registers in the order of their addresses.
     *
     * @param highWordFirst for registers that do not say otherwise
     */
    static List<Register> read(Written section, boolean highWordFirst) {
        var registers = new ArrayList<Register>();
        for (String channel : section.keys()) {
            if (!CHANNEL.matcher(channel).matches()) {
                throw section.wrongName(
                        channel, "is no name of a channel; use up to 64 letters and digits, a letter first");
            }
            registers.add(register(channel, section.section(channel, EXAMPLE), highWordFirst));
        }
        if (registers.isEmpty() || registers.size() > MOST_REGISTERS) {
            throw new ConfigException("%d registers are named, but a map has 1 to %d; an entry looks like name: %s"
                    .formatted(registers.size(), MOST_REGISTERS, EXAMPLE));
        }
        registers.sort(Comparator.comparingInt(Register::at));
        return List.copyOf(registers);
    }

    static boolean isHighWordFirst(Written section, boolean otherwise) {
        return section.choice("wordOrder", "high-first", "low-first")
                .map("high-first"::equals)
                .orElse(otherwise);
    }

    private static Register register(String channel, Written entry, boolean highWordFirst) {
        entry.only(KEYS);
        RegisterType type = entry.choice("type", TYPES)
                .flatMap(RegisterType::of)
                .orElseThrow(() -> entry.missing("type", "one of " + Arrays.toString(TYPES)));
        int at = entry.needWhole("at", 0, ADDRESSES - type.registers());
        double scale = entry.number("scale").orElse(1.0);
        if (scale == 0) {
            throw entry.wrong("scale", "must not be 0", scale);
        }
        double min = entry.number("min").orElse(-Double.MAX_VALUE);
        double max = entry.number("max").orElse(Double.MAX_VALUE);
        if (min >= max) {
            throw entry.wrong("max", "must be above min " + min, max);
        }
        return new Register(
                channel,
                entry.bilingual("title").orElse(new Text(channel, channel)),
                at,
                type,
                entry.text("unit", "its UCUM code, for example Cel, V or \"1\""),
                scale,
                entry.number("offset").orElse(0.0),
                min,
                max,
                isHighWordFirst(entry, highWordFirst),
                entry.bool("monotonic"));
    }
}
