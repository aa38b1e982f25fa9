package vn.trangtien.video.track;

import java.util.List;
import vn.trangtien.video.detect.Labels;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

/**
 * One thing that has been followed long enough to be believed.
 *
 * @param id the same for the whole life of the track, never used again
 * @param box where it is estimated to be now
 * @param velocityX shares of the picture's width per second
 * @param velocityY shares of the picture's height per second, positive downwards
 * @param hidden true while its place is only predicted: it was not seen in this frame
 * @param label what it is, by vote over all its detections; {@link Labels#MOVING} until a detector has named it
 * @param score of its last detection, 0 to 1; for what only moves, 0
 * @param topScore best score of its life, 0 to 1
 * @param stationary true when it has stood still for some time, see {@link TrackerSettings#stationaryAfter}
 * @param firstSeenMicros presentation time at which it was first seen
 * @param trail centres at which it was seen, oldest first, at most {@value #LONGEST_TRAIL}, about five a second
 */
public record TrackedObject(
        int id,
        Box box,
        double velocityX,
        double velocityY,
        boolean hidden,
        String label,
        double score,
        double topScore,
        boolean stationary,
        long firstSeenMicros,
        List<Point> trail) {

    /** Enough for the last six seconds. */
    public static final int LONGEST_TRAIL = 30;

    public TrackedObject {
        trail = List.copyOf(trail);
    }

    /** Something that moves, of which no more is known. */
    public TrackedObject(int id, Box box, double velocityX, double velocityY, boolean hidden) {
        this(id, box, velocityX, velocityY, hidden, Labels.MOVING, 0, 0, false, 0, List.of());
    }

    /** The centre: what crosses lines. */
    public Point position() {
        return box.centre();
    }

    /** The middle of the lower edge, where it touches the ground: what is in a zone. */
    public Point foot() {
        return new Point(box.left() + box.width() / 2, box.bottom());
    }

    /** Shares of the picture per second, whatever its shape. */
    public double speed() {
        return Math.hypot(velocityX, velocityY);
    }

    /** Own widths and heights per second: independent of how far away it is. */
    public double speedInSizes() {
        return Math.hypot(velocityX / box.width(), velocityY / box.height());
    }
}
