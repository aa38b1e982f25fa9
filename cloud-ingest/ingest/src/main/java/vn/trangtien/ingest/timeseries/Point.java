package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.ChannelRef;

/**
 * One value of one channel to be kept.
 *
 * @param value finite; absent when the device could not be read, then only the quality is kept
 * @param at when it was measured, to the millisecond
 * @param ordinal 0 to 999: tells points of one channel and one millisecond apart, so that none replaces another; the same in
 *     every repetition of a message, so that a repetition replaces itself
 */
public record Point(
        ChannelRef channel,
        @Nullable Double value,
        String unit,
        String quality,
        Instant at,
        int ordinal,
        boolean simulated) {

    public Point {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "%s: a stored value must be finite, but was %s".formatted(channel.path(), value));
        }
        if (ordinal < 0 || ordinal > 999) {
            throw new IllegalArgumentException(
                    "%s: ordinal must be 0 to 999, but was %d".formatted(channel.path(), ordinal));
        }
    }

    /** Microseconds since 1970: the milliseconds of measurement and the ordinal. */
    long timestampMicros() {
        return Math.addExact(Math.multiplyExact(at.toEpochMilli(), 1000L), ordinal);
    }
}
