package vn.trangtien.drivers.modbus;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.drivers.Text;

/** Keys and values that a person wrote, checked while they are read. Every complaint names the place, the rule and the value. */
final class Written {

    private final Place place;
    private final String path;
    private final Map<String, Object> values = new TreeMap<>();

    /** @param path of these keys; empty at the top */
    Written(Place place, String path, Map<?, ?> values) {
        this.place = place;
        this.path = path;
        values.forEach((key, value) -> this.values.put(String.valueOf(key), value));
    }

    Collection<String> keys() {
        return values.keySet();
    }

    void only(Collection<String> known) {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                throw new ConfigException("%s is not a key of this section%s"
                        .formatted(place.of(path(key)), Suggestion.sentence(key, known)));
            }
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Written section(String key, String example) {
        Object value = values.get(key);
        if (value instanceof Map<?, ?> map) {
            return new Written(place, path(key), map);
        }
        throw value == null
                ? missing(key, "a section such as " + example)
                : wrong(key, "must be a section such as " + example, value);
    }

    String text(String key, String meaning) {
        Object value = values.get(key);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw value == null ? missing(key, meaning) : wrong(key, "must be a text; write numbers in quotes", value);
    }

    Optional<Text> bilingual(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        Written both = section(key, "{ vi: \"…\", en: \"…\" }");
        both.only(List.of("vi", "en"));
        return Optional.of(new Text(both.text("vi", "Vietnamese text"), both.text("en", "English text")));
    }

    /** A whole number; empty if the key is absent. */
    Optional<Integer> whole(String key, int min, int max) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if ((value instanceof Long || value instanceof Integer)
                && ((Number) value).longValue() >= min
                && ((Number) value).longValue() <= max) {
            return Optional.of(((Number) value).intValue());
        }
        throw wrong(key, "must be a whole number from %d to %d".formatted(min, max), value);
    }

    int needWhole(String key, int min, int max) {
        return whole(key, min, max).orElseThrow(() -> missing(key, "a whole number from %d to %d".formatted(min, max)));
    }

    Optional<Double> number(String key) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return Optional.of(number.doubleValue());
        }
        throw wrong(key, "must be a number", value);
    }

    boolean bool(String key) {
        Object value = values.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(key, "must be true or false", value);
    }

    /** One of some words; empty if the key is absent. */
    Optional<String> choice(String key, String... allowed) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        List<String> choices = Arrays.asList(allowed);
        if (value instanceof String text && choices.contains(text)) {
            return Optional.of(text);
        }
        throw wrong(key, "must be one of " + choices, value);
    }

    ConfigException missing(String key, String rule) {
        return new ConfigException("%s is missing: %s".formatted(place.of(path(key)), rule));
    }

    ConfigException wrong(String key, String rule, @Nullable Object value) {
        return new ConfigException("%s %s, but was '%s'".formatted(place.of(path(key)), rule, value));
    }

    ConfigException wrongName(String key, String rule) {
        return new ConfigException("%s %s".formatted(place.of(path(key)), rule));
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
