package vn.trangtien.video.count;

import java.util.Optional;
import vn.trangtien.video.picture.Point;

/**
 * The line an operator drew over a road, from one kerb to the other.
 *
 * @param name what the operator calls it, for example {@code Hùng Vương, chiều ra}
 * @param start one end, in shares of the picture
 * @param end the other end; see {@link Direction} for what forward and backward mean
 */
public record CountingLine(String name, Point start, Point end) {

    /** Straight across the middle of the picture: a sensible guess for a view nobody has looked at yet. */
    public static final CountingLine ACROSS_THE_MIDDLE =
            new CountingLine("middle", new Point(0, 0.5), new Point(1, 0.5));

    public CountingLine {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a counting line needs a name, but it was blank");
        }
        if (start.equals(end)) {
            throw new IllegalArgumentException("a counting line needs two different ends, but both were " + start);
        }
        requireInPicture(start);
        requireInPicture(end);
    }

    private static void requireInPicture(Point point) {
        if (point.x() < 0 || point.x() > 1 || point.y() < 0 || point.y() > 1) {
            throw new IllegalArgumentException(
                    "ends of a counting line are shares of the picture from 0 to 1 (pixel / picture size), but one was "
                            + point);
        }
    }

    /** Whether the point lies on the endless line. */
    boolean touches(Point point) {
        return turn(start, end, point) == 0;
    }

    /** Which way a straight move passes between the two ends; empty if it stays on one side or goes around an end. */
    public Optional<Direction> passedBy(Point from, Point to) {
        int before = turn(start, end, from);
        int after = turn(start, end, to);
        if (before == after || turn(from, to, start) == turn(from, to, end)) {
            return Optional.empty();
        }
        return Optional.of(after > before ? Direction.FORWARD : Direction.BACKWARD);
    }

    /** 1 if the point lies to the right of the way from a to b, -1 to the left, 0 on it; image y grows downwards. */
    private static int turn(Point a, Point b, Point point) {
        double cross = (b.x() - a.x()) * (point.y() - a.y()) - (b.y() - a.y()) * (point.x() - a.x());
        return (int) Math.signum(cross);
    }
}
