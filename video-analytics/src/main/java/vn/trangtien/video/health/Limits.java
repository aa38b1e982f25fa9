package vn.trangtien.video.health;

import java.time.Duration;

/**
 * From where to where a setting may be, both ends included. Immutable.
 *
 * @param least smallest value that makes sense
 * @param most largest value that makes sense
 */
public record Limits(double least, double most) {

    private static final double MILLIS = 1000;

    /** Of a time. */
    static Limits seconds(double shortest, double longest) {
        return new Limits(shortest, longest);
    }

    /** The smallest value as a time, where the setting is one. */
    public Duration shortest() {
        return Duration.ofMillis(Math.round(least * MILLIS));
    }

    /** The largest value as a time, where the setting is one. */
    public Duration longest() {
        return Duration.ofMillis(Math.round(most * MILLIS));
    }

    /** @throws IllegalArgumentException if the value is outside, naming the setting, the limits and what is usual */
    void check(String name, double value, String unit, double usual) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("health.%s must be %s to %s %s, but was %s; %s is usual"
                    .formatted(name, plain(least), plain(most), unit, plain(value), plain(usual)));
        }
    }

    /** @throws IllegalArgumentException as with numbers */
    void check(String name, Duration value, double usualSeconds) {
        check(name, value.toMillis() / MILLIS, "s", usualSeconds);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
