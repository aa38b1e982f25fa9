package vn.trangtien.drivers.modbus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;

/** Reads the {@code registers} of a configuration. */
final class RegisterMap {

    private static final Set<String> KEYS =
            new TreeSet<>(List.of("at", "type", "unit", "scale", "offset", "wordOrder", "monotonic"));

    private final String path;
    private final boolean highWordFirst;

    private RegisterMap(String path, boolean highWordFirst) {
        this.path = path;
        this.highWordFirst = highWordFirst;
    }

    /** The registers in the order of their addresses. */
    static List<Register> of(DeviceConfig config) {
        String path = "devices.%s.params.registers".formatted(config.id());
        Map<?, ?> map = config.map("registers")
                .orElseThrow(() -> new ConfigException(path + " is missing; name at least one register"));
        var reader = new RegisterMap(path, isHighWordFirst(path, config.needText("wordOrder")));
        var registers = new ArrayList<Register>();
        new TreeMap<>(byName(map)).forEach((channel, entry) -> registers.add(reader.register(channel, entry)));
        if (registers.isEmpty()) {
            throw new ConfigException(path + " must name at least one register, but is empty");
        }
        registers.sort((a, b) -> Integer.compare(a.at(), b.at()));
        return List.copyOf(registers);
    }

    private static Map<String, Object> byName(Map<?, ?> map) {
        var named = new TreeMap<String, Object>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    private Register register(String channel, Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw wrong(channel, "must be a map such as { at: 0x0000, type: float32, unit: V }", entry);
        }
        for (Object key : map.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw wrong(channel, "may have the keys %s only".formatted(KEYS), key);
            }
        }
        RegisterType type = type(channel, map.get("type"));
        int at = (int) number(channel, "at", map.get("at"), Double.NaN);
        if (at < 0 || at + type.registers() > 0x10000) {
            throw wrong(channel + ".at", "must be 0 to 65535", map.get("at"));
        }
        return new Register(
                channel,
                at,
                type,
                text(channel, "unit", map.get("unit")),
                number(channel, "scale", map.get("scale"), 1.0),
                number(channel, "offset", map.get("offset"), 0.0),
                map.get("wordOrder") == null
                        ? highWordFirst
                        : isHighWordFirst(path + "." + channel, text(channel, "wordOrder", map.get("wordOrder"))),
                Boolean.TRUE.equals(map.get("monotonic")));
    }

    private RegisterType type(String channel, @Nullable Object value) {
        return Arrays.stream(RegisterType.values())
                .filter(type -> type.code().equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(
                        channel + ".type",
                        "must be one of "
                                + Arrays.stream(RegisterType.values())
                                        .map(RegisterType::code)
                                        .toList(),
                        value));
    }

    private double number(String channel, String key, @Nullable Object value, double absent) {
        if (value == null && !Double.isNaN(absent)) {
            return absent;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(channel + "." + key, "must be a number", value);
    }

    private String text(String channel, String key, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(channel + "." + key, "must be a text", value);
    }

    private static boolean isHighWordFirst(String path, String order) {
        return switch (order) {
            case "high-first" -> true;
            case "low-first" -> false;
            default ->
                throw new ConfigException(
                        "%s.wordOrder must be high-first or low-first, but was '%s'".formatted(path, order));
        };
    }

    private ConfigException wrong(String where, String rule, @Nullable Object value) {
        return new ConfigException("%s.%s %s, but was '%s'".formatted(path, where, rule, value));
    }
}
