package vn.trangtien.video.health;

import java.time.Duration;

/** A trouble that begins after it was there for some time without a break, and ends after it was gone for some time. */
final class Hold {

    private static final long NEVER = Long.MIN_VALUE;

    private final long beginAfter;
    private final long endAfter;
    private long since = NEVER;
    private boolean on;

    Hold(Duration beginAfter, Duration endAfter) {
        this.beginAfter = beginAfter.toNanos() / 1000;
        this.endAfter = endAfter.toNanos() / 1000;
    }

    /**
     * @param bad whether it is there at this moment
     * @param well whether it is gone at this moment; neither of the two changes nothing
     */
    void look(boolean bad, boolean well, long micros) {
        look(bad, well, micros, micros);
    }

    /** @param badSince since when it is there, if that is known to be longer than it was looked for */
    void look(boolean bad, boolean well, long badSince, long micros) {
        boolean against = on ? well : bad;
        if (!against) {
            since = NEVER;
            return;
        }
        if (since == NEVER) {
            since = on ? micros : badSince;
        }
        if (micros - since >= (on ? endAfter : beginAfter)) {
            on = !on;
            since = NEVER;
        }
    }

    boolean isOn() {
        return on;
    }

    /** Whether it may be about to begin. */
    boolean isPending() {
        return !on && since != NEVER;
    }

    void clear() {
        on = false;
        since = NEVER;
    }
}
