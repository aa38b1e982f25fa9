package vn.trangtien.video.track;

import vn.trangtien.video.picture.Point;

/**
 * Whether an object stands still. It does while it stays near one place; a trembling outline or a camera in the wind does not
 * move it away from there, and once it is at rest a single odd frame does not either.
 */
final class Rest {

    /** Own sizes. */
    private static final double NEAR = 0.35;
    /** Own sizes. */
    private static final double NEAR_AT_REST = 0.6;

    private static final int FRAMES_AWAY = 3;

    private final long afterMicros;
    private Point anchor;
    private long since;
    private int away;

    Rest(Point place, long micros, long afterMicros) {
        this.anchor = place;
        this.since = micros;
        this.afterMicros = afterMicros;
    }

    void seen(Point place, double width, double height, long micros) {
        boolean atRest = isStationary(micros);
        double moved = Math.hypot((place.x() - anchor.x()) / width, (place.y() - anchor.y()) / height);
        if (moved <= (atRest ? NEAR_AT_REST : NEAR)) {
            away = 0;
            return;
        }
        away++;
        if (!atRest || away >= FRAMES_AWAY) {
            anchor = place;
            since = micros;
            away = 0;
        }
    }

    boolean isStationary(long now) {
        return now - since >= afterMicros;
    }
}
