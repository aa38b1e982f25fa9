package vn.trangtien.video.rules;

/**
 * A condition that must hold for a while before it is believed, and be gone for a while before that is believed. A short
 * flicker changes neither. By presentation time.
 */
final class Hysteresis {

    enum Turn {
        NONE,
        BEGINS,
        ENDS
    }

    private static final long NEVER = Long.MIN_VALUE;
    /** Detection flickers for about this long. */
    private static final long FLICKER_MICROS = 1_000_000;

    private final long raiseMicros;
    private final long clearMicros;
    private long trueSince = NEVER;
    private long falseSince = NEVER;
    private boolean on;

    Hysteresis(long raiseMicros, long clearMicros) {
        this.raiseMicros = raiseMicros;
        this.clearMicros = clearMicros;
    }

    boolean isOn() {
        return on;
    }

    /** How long the condition has held, flickers forgiven; 0 while it does not. */
    long trueMicros(long now) {
        return trueSince == NEVER ? 0 : now - trueSince;
    }

    Turn update(boolean condition, long now) {
        if (condition) {
            falseSince = NEVER;
            if (trueSince == NEVER) {
                trueSince = now;
            }
        } else if (falseSince == NEVER) {
            falseSince = now;
        }
        long gone = falseSince == NEVER ? 0 : now - falseSince;
        if (!condition && gone >= Math.min(FLICKER_MICROS, raiseMicros)) {
            trueSince = on ? trueSince : NEVER;
        }
        if (!on && condition && now - trueSince >= raiseMicros) {
            on = true;
            return Turn.BEGINS;
        }
        if (on && !condition && gone >= clearMicros) {
            on = false;
            trueSince = NEVER;
            return Turn.ENDS;
        }
        return Turn.NONE;
    }
}
