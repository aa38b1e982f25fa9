package vn.trangtien.kura;

import java.util.Optional;

/**
 * What became of one channel.
 *
 * @param value the number; empty on failure
 * @param failure why there is none, for people; empty on success
 * @param atMs when it was measured or tried, epoch milliseconds
 */
public record Outcome(Optional<Double> value, Optional<String> failure, long atMs) {

    static Outcome of(double value, long atMs) {
        return new Outcome(Optional.of(value), Optional.empty(), atMs);
    }

    static Outcome failed(String why, long atMs) {
        return new Outcome(Optional.empty(), Optional.of(why), atMs);
    }

    /**
     * The number in the type that a channel was configured for.
     *
     * @param type name of Kura's data type
     * @throws IllegalArgumentException if a number cannot be that
     */
    public Object as(String type) {
        double number = value.orElseThrow(() -> new IllegalArgumentException("there is no value"));
        return switch (type) {
            case "DOUBLE" -> number;
            case "FLOAT" -> (float) number;
            case "LONG" -> Math.round(number);
            case "INTEGER" -> Math.toIntExact(Math.round(number));
            case "BOOLEAN" -> number != 0;
            case "STRING" -> Double.toString(number);
            default ->
                throw new IllegalArgumentException(
                        "value type of the channel must be a number, BOOLEAN or STRING, but was " + type);
        };
    }
}
