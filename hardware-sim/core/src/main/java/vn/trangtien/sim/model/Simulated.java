package vn.trangtien.sim.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** What a scenario says about the instrument behind a device. */
record Simulated(Map<String, Object> values) {

    Optional<Double> number(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            throw wrong(key, value, "a number");
        });
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw wrong(key, value, "a text");
        });
    }

    /** False if nothing is said. */
    boolean yes(String key) {
        return Optional.ofNullable(values.get(key))
                .map(value -> {
                    if (value instanceof Boolean yes) {
                        return yes;
                    }
                    throw wrong(key, value, "true or false");
                })
                .orElse(false);
    }

    /** ISO-8601 such as {@code PT30S}. */
    Optional<Duration> duration(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> {
            if (value instanceof Duration duration) {
                return duration;
            }
            try {
                return Duration.parse(value.toString());
            } catch (DateTimeParseException e) {
                throw wrong(key, value, "a duration such as PT30S");
            }
        });
    }

    private static IllegalArgumentException wrong(String key, Object value, String rule) {
        return new IllegalArgumentException("simulation.%s must be %s, but was '%s'".formatted(key, rule, value));
    }
}
