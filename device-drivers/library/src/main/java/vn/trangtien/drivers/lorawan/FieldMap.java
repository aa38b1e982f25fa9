package vn.trangtien.drivers.lorawan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;

/** Reads the {@code fields} of a configuration. */
final class FieldMap {

    private static final Set<String> KEYS = new TreeSet<>(List.of("from", "unit", "scale", "offset"));

    private final String path;
    private final Codec codec;

    private FieldMap(String path, Codec codec) {
        this.path = path;
        this.codec = codec;
    }

    /**
     * The fields in the order of their channels.
     *
     * @param taken channels that every device of this kind has
     */
    static List<Field> of(DeviceConfig config, Codec codec, Set<String> taken) {
        String path = "devices.%s.params.fields".formatted(config.id());
        Map<?, ?> map = config.map("fields")
                .orElseThrow(() -> new ConfigException(path + " is missing; name at least one field"));
        if (map.isEmpty()) {
            throw new ConfigException(path + " must name at least one field, but is empty");
        }
        var byName = new TreeMap<String, Object>();
        map.forEach((channel, entry) -> byName.put(String.valueOf(channel), entry));
        var reader = new FieldMap(path, codec);
        return byName.entrySet().stream()
                .map(entry -> reader.field(entry.getKey(), entry.getValue(), taken))
                .toList();
    }

    private Field field(String channel, Object entry, Set<String> taken) {
        if (channel.isBlank() || taken.contains(channel)) {
            throw wrong(channel, "must be a name other than " + taken, channel);
        }
        if (!(entry instanceof Map<?, ?> map)) {
            throw wrong(channel, "must be a map such as { from: temperature_3, unit: Cel }", entry);
        }
        for (Object key : map.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw wrong(channel, "may have the keys %s only".formatted(KEYS), key);
            }
        }
        String from = codec.name(path + "." + channel, text(channel, "from", map.get("from")));
        double scale = number(channel, "scale", map.get("scale"), 1);
        if (scale == 0) {
            throw wrong(channel + ".scale", "must not be 0, which would make every value the offset", scale);
        }
        return new Field(
                channel,
                from,
                text(channel, "unit", map.get("unit")),
                scale,
                number(channel, "offset", map.get("offset"), 0));
    }

    private String text(String channel, String key, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(channel + "." + key, "must be a text", value);
    }

    private double number(String channel, String key, @Nullable Object value, double absent) {
        if (value == null) {
            return absent;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw wrong(channel + "." + key, "must be a number", value);
    }

    private ConfigException wrong(String where, String rule, @Nullable Object value) {
        return new ConfigException("%s.%s %s, but was '%s'".formatted(path, where, rule, value));
    }
}
