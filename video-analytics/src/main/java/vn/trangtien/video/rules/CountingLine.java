package vn.trangtien.video.rules;

import java.util.Optional;
import java.util.Set;
import vn.trangtien.video.picture.Point;

/**
 * The line an operator drew over a road, from one kerb to the other.
 *
 * @param name what the operator calls it, for example {@code Hùng Vương, chiều ra}
 * @param start one end, in shares of the picture
 * @param end the other end; see {@link Direction} for what forward and backward mean
 * @param labels what is counted; empty for everything
 */
public record CountingLine(String name, Point start, Point end, Set<String> labels) {

    /** Straight across the middle of the picture: a sensible guess for a view nobody has looked at yet. */
    public static final CountingLine ACROSS_THE_MIDDLE =
            new CountingLine("middle", new Point(0, 0.5), new Point(1, 0.5));

    public CountingLine {
        Checks.name("a counting line", name);
        if (start.equals(end)) {
            throw new IllegalArgumentException("line \"%s\": needs two different ends, but both were (%s, %s); move one"
                    .formatted(name, start.x(), start.y()));
        }
        Checks.inPicture("line \"" + name + "\": ends", start);
        Checks.inPicture("line \"" + name + "\": ends", end);
        labels = Checks.labels("line \"" + name + "\"", labels);
    }

    /** Counts whatever moves. */
    public CountingLine(String name, Point start, Point end) {
        this(name, start, end, Set.of());
    }

    boolean counts(String label) {
        return labels.isEmpty() || labels.contains(label);
    }

    /** Which way a straight move passes between the two ends; empty if it stays on one side or goes around an end. */
    public Optional<Direction> passedBy(Point from, Point to) {
        int before = side(from);
        int after = side(to);
        if (before == after || turn(from, to, start) == turn(from, to, end)) {
            return Optional.empty();
        }
        return Optional.of(after > before ? Direction.FORWARD : Direction.BACKWARD);
    }

    /** 1 if the point lies to the right of the way from start to end, -1 to the left, 0 on the endless line. */
    int side(Point point) {
        return turn(start, end, point);
    }

    /** 1 if the point lies to the right of the way from a to b, -1 to the left, 0 on it; image y grows downwards. */
    private static int turn(Point a, Point b, Point point) {
        double cross = (b.x() - a.x()) * (point.y() - a.y()) - (b.y() - a.y()) * (point.x() - a.x());
        return (int) Math.signum(cross);
    }
}
