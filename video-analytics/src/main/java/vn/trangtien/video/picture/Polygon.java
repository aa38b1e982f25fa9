package vn.trangtien.video.picture;

import java.util.List;

/**
 * An area that somebody drew on the picture. Its edges may cross; a point is inside if a ray from it leaves the area an odd
 * number of times.
 *
 * @param points corners in order, 3 to {@value #MOST_POINTS}, each from 0 to 1; the last one is joined to the first
 */
public record Polygon(List<Point> points) {

    public static final int MOST_POINTS = 64;

    /** @throws IllegalArgumentException if there are too few or too many corners, or one lies outside of the picture */
    public Polygon {
        points = List.copyOf(points);
        if (points.size() < 3 || points.size() > MOST_POINTS) {
            throw new IllegalArgumentException(
                    "an area needs 3 to %d corners, but has %d; draw it again".formatted(MOST_POINTS, points.size()));
        }
        for (Point point : points) {
            if (point.x() < 0 || point.x() > 1 || point.y() < 0 || point.y() > 1) {
                throw new IllegalArgumentException(
                        "corners of an area are shares of the picture from 0 to 1 (pixel / picture size), but one was "
                                + point);
            }
        }
        if (extent(points, true) <= 0 || extent(points, false) <= 0) {
            throw new IllegalArgumentException("an area needs corners that are not on one line, but had " + points);
        }
    }

    /** The area of an upright rectangle. */
    public static Polygon of(Box box) {
        return new Polygon(List.of(
                new Point(box.left(), box.top()),
                new Point(box.right(), box.top()),
                new Point(box.right(), box.bottom()),
                new Point(box.left(), box.bottom())));
    }

    public boolean contains(Point point) {
        boolean inside = false;
        Point before = points.get(points.size() - 1);
        for (Point corner : points) {
            if ((corner.y() > point.y()) != (before.y() > point.y())) {
                double share = (point.y() - corner.y()) / (before.y() - corner.y());
                if (point.x() < corner.x() + share * (before.x() - corner.x())) {
                    inside = !inside;
                }
            }
            before = corner;
        }
        return inside;
    }

    /** The smallest box around the area. */
    public Box bounds() {
        double left = points.stream().mapToDouble(Point::x).min().orElse(0);
        double top = points.stream().mapToDouble(Point::y).min().orElse(0);
        return new Box(left, top, extent(points, true), extent(points, false));
    }

    private static double extent(List<Point> points, boolean across) {
        var range = points.stream()
                .mapToDouble(point -> across ? point.x() : point.y())
                .summaryStatistics();
        return range.getMax() - range.getMin();
    }
}
