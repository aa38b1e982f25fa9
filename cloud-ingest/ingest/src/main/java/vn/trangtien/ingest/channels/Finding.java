package vn.trangtien.ingest.channels;

import java.util.Locale;

/** What was found about a value. */
public enum Finding {
    /** Nobody knows a channel of this name. */
    UNKNOWN_NAME,
    /** The name is known, with a unit into which the given one cannot be converted. */
    UNIT_MISMATCH,
    /** The value was converted into the channel's unit. */
    CONVERTED,
    /** The sender gave no unit, so the range could not be checked. */
    NO_UNIT,
    /** The value lies outside of the channel's range; it is kept and marked. */
    OUT_OF_RANGE,
    /** The value changed faster than the quantity can; it is kept and marked. */
    TOO_FAST,
    /** The value was dropped because a person blocked the channel. */
    BLOCKED;

    /** As in counters: {@code out-of-range}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
