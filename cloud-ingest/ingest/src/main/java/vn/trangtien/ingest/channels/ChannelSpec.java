package vn.trangtien.ingest.channels;

import java.util.OptionalDouble;

/**
 * What the numbers of a channel are.
 *
 * @param unit UCUM code
 * @param min lower end of the range, in {@code unit}; may be negative infinity
 * @param max upper end; may be infinity
 * @param maxPerSecond how much a gauge can change in a second; empty if that says nothing
 */
public record ChannelSpec(String unit, Kind kind, double min, double max, OptionalDouble maxPerSecond) {

    /** As in the descriptors of drivers. */
    public enum Kind {
        /** A level at a moment. */
        GAUGE,
        /** A total that only grows. */
        COUNTER,
        /** A code. */
        STATE
    }

    public ChannelSpec {
        if (Double.isNaN(min) || Double.isNaN(max) || min > max) {
            throw new IllegalArgumentException("a range needs min <= max, but was %s to %s".formatted(min, max));
        }
        if (maxPerSecond.isPresent() && !(maxPerSecond.getAsDouble() > 0)) {
            throw new IllegalArgumentException("maxPerSecond must be above 0, but was " + maxPerSecond.getAsDouble());
        }
    }

    /** Nothing is known but the unit. */
    public static ChannelSpec anyIn(String unit) {
        return new ChannelSpec(
                unit, Kind.GAUGE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, OptionalDouble.empty());
    }

    boolean contains(double value) {
        return value >= min && value <= max;
    }
}
