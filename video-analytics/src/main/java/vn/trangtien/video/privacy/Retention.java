package vn.trangtien.video.privacy;

import java.time.Duration;

/**
 * How long a picture may be kept; goes with every picture, so that whoever stores it need not know the camera's policy. The
 * names go over the wire; they may not change.
 */
public enum Retention {
    /** A masked view of the place, sent at an interval. */
    OVERVIEW(Duration.ofDays(7)),
    /** A masked picture or film of one object. */
    EVENT(Duration.ofDays(30)),
    /** An unmasked picture or film: personal data. */
    CLEAR(Duration.ofDays(3));

    private final Duration longest;

    Retention(Duration longest) {
        this.longest = longest;
    }

    /** The longest time that a store may keep it. */
    public Duration longest() {
        return longest;
    }
}
