package vn.trangtien.video.rules;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Something that a person should look at. Told once when it begins and once when it is over.
 *
 * @param number the same at beginning and end, never used again by the same engine
 * @param kind what it is
 * @param state beginning or end
 * @param rule name of the zone or speed field; the kind's name in lower case for what has none
 * @param object id of the tracked object that it is about, if it is about one
 * @param value what was measured at this moment: objects, seconds, km/h, share of the picture
 * @param confidence 0 to 1
 * @param reason in English
 * @param reasonVietnamese in Vietnamese
 * @param presentationMicros time in the stream
 */
public record RuleAlert(
        long number,
        Kind kind,
        State state,
        String rule,
        OptionalInt object,
        OptionalDouble value,
        double confidence,
        String reason,
        String reasonVietnamese,
        long presentationMicros) {

    /** The names are the same as those on the wire. */
    public enum Kind {
        WRONG_WAY,
        STOPPED_VEHICLE,
        CROWD,
        LOITERING,
        ABANDONED_OBJECT,
        QUEUE,
        SPEED,
        SMOKE_HINT,
        FIRE_HINT
    }

    /** The names are the same as those on the wire. */
    public enum State {
        BEGAN,
        ENDED
    }
}
