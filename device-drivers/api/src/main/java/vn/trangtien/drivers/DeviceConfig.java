package vn.trangtien.drivers;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One device of a configuration.
 *
 * @param id name within the gateway, for example {@code dust}
 * @param driver type of the driver, for example {@code a02yyuw}
 * @param bus name of the bus it hangs on
 * @param params parameters by name: String, Long, Double, Boolean, List or Map of these
 */
public record DeviceConfig(String id, String driver, String bus, Map<String, Object> params) {

    public DeviceConfig {
        params = Map.copyOf(params);
    }

    /** The same with the descriptor's defaults where the technician said nothing. */
    public DeviceConfig withDefaults(DriverDescriptor descriptor) {
        var completed = new HashMap<>(params);
        for (DriverDescriptor.Parameter parameter : descriptor.parameters()) {
            parameter.defaultValue().ifPresent(value -> completed.putIfAbsent(parameter.name(), value));
        }
        return new DeviceConfig(id, driver, bus, completed);
    }

    public Optional<Long> integer(String name) {
        return value(name).map(value -> {
            if (value instanceof Long || value instanceof Integer) {
                return ((Number) value).longValue();
            }
            throw wrongKind(name, value, "a whole number");
        });
    }

    public Optional<Double> number(String name) {
        return value(name).map(value -> {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            throw wrongKind(name, value, "a number");
        });
    }

    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw wrongKind(name, value, "a text");
        });
    }

    public Optional<Boolean> bool(String name) {
        return value(name).map(value -> {
            if (value instanceof Boolean yes) {
                return yes;
            }
            throw wrongKind(name, value, "true or false");
        });
    }

    /** A DURATION, which arrives as ISO-8601 text such as {@code PT30S}. */
    public Optional<Duration> duration(String name) {
        return text(name).map(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw wrongKind(name, text, "a duration such as PT30S");
            }
        });
    }

    /** A NUMBER_PAIR: a list of exactly two numbers. */
    public Optional<NumberPair> pair(String name) {
        return value(name).map(value -> {
            if (value instanceof List<?> list
                    && list.size() == 2
                    && list.get(0) instanceof Number first
                    && list.get(1) instanceof Number second) {
                return new NumberPair(first.doubleValue(), second.doubleValue());
            }
            throw wrongKind(name, value, "a list of two numbers such as [0.6, 2.6]");
        });
    }

    /** A map of further values by name, such as a REGISTER_MAP. */
    public Optional<Map<?, ?>> map(String name) {
        return value(name).map(value -> {
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw wrongKind(name, value, "a map of names");
        });
    }

    public long needInteger(String name) {
        return need(name, integer(name));
    }

    public double needNumber(String name) {
        return need(name, number(name));
    }

    public String needText(String name) {
        return need(name, text(name));
    }

    public boolean needBool(String name) {
        return need(name, bool(name));
    }

    public Duration needDuration(String name) {
        return need(name, duration(name));
    }

    public NumberPair needPair(String name) {
        return need(name, pair(name));
    }

    private <T> T need(String name, Optional<T> value) {
        return value.orElseThrow(
                () -> new ConfigException("devices.%s.params.%s is missing, but driver %s needs it; add it under params"
                        .formatted(id, name, driver)));
    }

    /** Two numbers that belong together, such as the ends of a scale. */
    public record NumberPair(double first, double second) {}

    private Optional<Object> value(String name) {
        return Optional.ofNullable(params.get(name));
    }

    private ConfigException wrongKind(String name, Object value, String expected) {
        return new ConfigException(
                "devices.%s.params.%s must be %s, but was '%s'".formatted(id, name, expected, value));
    }
}
