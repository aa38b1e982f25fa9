package vn.trangtien.video.picture;

import java.util.List;

/**
 * An area that an operator drew on the picture. Its edges do not cross each other, so that inside and outside are clear.
 * A closing point that repeats the first one is dropped.
 *
 * @param points corners in order, either way round, 3 to {@value #MOST_POINTS}, in shares of the picture 0 to 1
 */
public record Polygon(List<Point> points) {

    /** Drawn by hand; more is a mistake, and every corner costs time for every object of every frame. */
    public static final int MOST_POINTS = 64;

    private static final double SMALLEST_AREA = 1e-6;

    /** @throws IllegalArgumentException if the points make no simple polygon; the message says what to do */
    public Polygon {
        points = withoutClosingPoint(List.copyOf(points));
        if (points.size() < 3 || points.size() > MOST_POINTS) {
            throw new IllegalArgumentException("points of an area must be 3 to %d, but were %d; %s"
                    .formatted(
                            MOST_POINTS,
                            points.size(),
                            points.size() < 3 ? "add the missing corners" : "leave out corners on straight edges"));
        }
        for (Point point : points) {
            if (point.x() < 0 || point.x() > 1 || point.y() < 0 || point.y() > 1) {
                throw new IllegalArgumentException(
                        "points of an area must be shares of the picture from 0 to 1, but one was (%s, %s); divide pixels by the picture's size"
                                .formatted(point.x(), point.y()));
            }
        }
        refuseCrossingEdges(points);
        if (areaOf(points) < SMALLEST_AREA) {
            throw new IllegalArgumentException(
                    "points of an area must enclose something, but all lie on one line; draw the corners around the place");
        }
    }

    /** The whole picture. */
    public static Polygon wholePicture() {
        return of(new Box(0, 0, 1, 1));
    }

    /** The four corners of a box. */
    public static Polygon of(Box box) {
        return new Polygon(List.of(
                new Point(box.left(), box.top()),
                new Point(box.right(), box.top()),
                new Point(box.right(), box.bottom()),
                new Point(box.left(), box.bottom())));
    }

    /** Whether the point lies inside; of a point exactly on an edge either answer may come. */
    public boolean contains(Point point) {
        return contains(point.x(), point.y());
    }

    /** The same without a point object, for loops over pixels. */
    public boolean contains(double x, double y) {
        boolean inside = false;
        Point before = points.get(points.size() - 1);
        for (int i = 0; i < points.size(); i++) {
            Point corner = points.get(i);
            if (corner.y() > y != before.y() > y
                    && x < (before.x() - corner.x()) * (y - corner.y()) / (before.y() - corner.y()) + corner.x()) {
                inside = !inside;
            }
            before = corner;
        }
        return inside;
    }

    /** Share of the picture that lies inside, 0 to 1. */
    public double area() {
        return areaOf(points);
    }

    /** The smallest upright box around all corners. */
    public Box bounds() {
        double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
        double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
        double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
        double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
        return new Box(left, top, right - left, bottom - top);
    }

    private static List<Point> withoutClosingPoint(List<Point> points) {
        int last = points.size() - 1;
        return last > 0 && points.get(0).equals(points.get(last)) ? points.subList(0, last) : points;
    }

    private static double areaOf(List<Point> points) {
        double twice = 0;
        for (int i = 0; i < points.size(); i++) {
            Point a = points.get(i);
            Point b = points.get((i + 1) % points.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    private static void refuseCrossingEdges(List<Point> points) {
        int count = points.size();
        for (int i = 0; i < count; i++) {
            Point a = points.get(i);
            Point b = points.get((i + 1) % count);
            if (a.equals(b)) {
                throw new IllegalArgumentException(
                        "points of an area must differ from their neighbours, but point %d and the next are both (%s, %s); remove one"
                                .formatted(i + 1, a.x(), a.y()));
            }
            for (int j = i + 2; j < count; j++) {
                boolean neighbours = i == 0 && j == count - 1;
                if (!neighbours && touch(a, b, points.get(j), points.get((j + 1) % count))) {
                    throw new IllegalArgumentException(
                            "edges of an area must not cross, but edge %d crosses edge %d; draw the corners in order around the place"
                                    .formatted(i + 1, j + 1));
                }
            }
        }
    }

    private static boolean touch(Point a, Point b, Point c, Point d) {
        int abc = turn(a, b, c);
        int abd = turn(a, b, d);
        int cda = turn(c, d, a);
        int cdb = turn(c, d, b);
        return (abc != abd && cda != cdb)
                || (abc == 0 && within(a, b, c))
                || (abd == 0 && within(a, b, d))
                || (cda == 0 && within(c, d, a))
                || (cdb == 0 && within(c, d, b));
    }

    private static int turn(Point a, Point b, Point c) {
        return (int) Math.signum((b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()));
    }

    /** Whether a point on the endless line through a and b lies between them. */
    private static boolean within(Point a, Point b, Point point) {
        return point.x() >= Math.min(a.x(), b.x())
                && point.x() <= Math.max(a.x(), b.x())
                && point.y() >= Math.min(a.y(), b.y())
                && point.y() <= Math.max(a.y(), b.y());
    }
}
