package vn.trangtien.video;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something in the view, or about the camera itself, that a person should look at: told when it begins and when it is over.
 *
 * @param id unique; beginning and end carry the same one
 * @param camera id of the camera
 * @param kind see {@link Kind}
 * @param state see {@link State}
 * @param rule name of the rule, zone or line in the configuration; the kind's name for what has none
 * @param object id of the {@link ObjectEvent} that it is about, if it is about one
 * @param value what was measured: persons, seconds, km/h …
 * @param confidence 0 to 1
 * @param reason in English
 * @param reasonVietnamese in Vietnamese
 */
public record ViewAlert(
        String id,
        String camera,
        Kind kind,
        State state,
        String rule,
        Optional<String> object,
        OptionalDouble value,
        double confidence,
        String reason,
        String reasonVietnamese,
        Instant at) {

    /** The names go over the wire; they may not change. */
    public enum Kind {
        WRONG_WAY,
        STOPPED_VEHICLE,
        CROWD,
        LOITERING,
        ABANDONED_OBJECT,
        QUEUE,
        SPEED,
        /** A hint for a person, never an alarm of its own: sunsets, fog and exhaust look alike. */
        SMOKE_HINT,
        FIRE_HINT,
        /** Pictures come, but are always the same. */
        FROZEN,
        BLACK,
        COVERED,
        DEFOCUSED,
        MOVED
    }

    /** The names go over the wire; they may not change. */
    public enum State {
        BEGAN,
        ENDED
    }

    /** Its end, told by somebody who knows no more than how it began. */
    public ViewAlert ended(Instant end, String why, String whyVietnamese) {
        return new ViewAlert(
                id,
                camera,
                kind,
                State.ENDED,
                rule,
                object,
                OptionalDouble.empty(),
                confidence,
                why,
                whyVietnamese,
                end);
    }
}
