package vn.trangtien.video.track;

import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

/** How well what is seen fits what is expected: above 1 for overlapping boxes, 0..1 for near ones, 0 for strangers. */
final class Fit {

    /** Boxes without overlap may still belong together if they are nearer than this, in object sizes. */
    private static final double REACH_IN_SIZES = 1.0;
    /** Objects that are known already choose first. */
    private static final double KNOWN_FIRST = 0.25;
    /** What lies within a known object to this share is a piece of that object. */
    private static final double PIECE_SHARE = 0.5;

    /** After so many detections its way is known well; what is further from it than {@link #NEAR_ITS_WAY} is another one. */
    private static final int WAY_KNOWN = 5;

    private static final double NEAR_ITS_WAY = 0.6;
    private static final double SAME_PLACE = 0.6;
    private static final double UNSURE_OVERLAP = 0.3;
    private static final double SUPPORTING_OVERLAP = 0.5;
    private static final double STRANGE_NAME = 0.4;

    private Fit() {}

    static double near(Box expected, Box seen, boolean known) {
        double overlap = expected.overlap(seen);
        if (overlap > 0) {
            return 1 + overlap + (known ? KNOWN_FIRST : 0);
        }
        Point from = expected.centre();
        Point to = seen.centre();
        double distance = Math.hypot(
                (from.x() - to.x()) / Math.max(expected.width(), seen.width()),
                (from.y() - to.y()) / Math.max(expected.height(), seen.height()));
        return Math.max(0, 1 - distance / (1 + REACH_IN_SIZES));
    }

    /** A detection that is sure of itself; another name makes it fit worse but not impossible. */
    static double ofSure(Track track, Detection detection, long micros, boolean known) {
        double strange = Vote.strangeness(track.label(), detection.label());
        double fit = near(track.boxAt(micros), detection.box(), known);
        boolean farFromItsWay = track.detections() >= WAY_KNOWN && fit < NEAR_ITS_WAY;
        if (farFromItsWay || strange == 1 && fit < 1.5) {
            return 0;
        }
        return fit - STRANGE_NAME * strange;
    }

    /** An unsure detection only where an object of that kind is expected. */
    static double ofUnsure(Track track, Detection detection, long micros) {
        double overlap = track.boxAt(micros).overlap(detection.box());
        boolean same = Vote.strangeness(track.label(), detection.label()) < 1;
        return same && overlap >= UNSURE_OVERLAP ? overlap : 0;
    }

    /** A blob only where it has about the shape of the named object: others are shadows, parts or several things. */
    static double ofSupport(Box named, Box blob) {
        double overlap = named.overlap(blob);
        return overlap >= SUPPORTING_OVERLAP ? overlap : 0;
    }

    static boolean isPiece(Box piece, Box whole) {
        return whole.sharedArea(piece) > PIECE_SHARE * piece.area();
    }

    static boolean isSame(Box one, Box other) {
        return one.overlap(other) > SAME_PLACE;
    }
}
