package vn.trangtien.drivers;

import java.util.Map;
import java.util.Optional;

/**
 * One device of a configuration.
 *
 * @param id name within the gateway, for example {@code river}
 * @param driver type of the driver, for example {@code a02yyuw}
 * @param bus name of the bus it hangs on
 * @param params parameters by name: String, Long, Double, Boolean, List or Map of these
 */
public record DeviceConfig(String id, String driver, String bus, Map<String, Object> params) {

    public DeviceConfig {
        params = Map.copyOf(params);
    }

    public Optional<Long> integer(String name) {
        Object value = params.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long whole) {
            return Optional.of(whole);
        }
        throw wrongKind(name, value, "a whole number");
    }

    public Optional<Double> number(String name) {
        Object value = params.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        throw wrongKind(name, value, "a number");
    }

    public Optional<String> text(String name) {
        Object value = params.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw wrongKind(name, value, "a text");
    }

    private ConfigException wrongKind(String name, Object value, String expected) {
        return new ConfigException(
                "devices.%s.params.%s must be %s, but was '%s'".formatted(id, name, expected, value));
    }
}
