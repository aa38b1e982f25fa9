package vn.trangtien.video.rules;

import java.util.List;
import java.util.OptionalDouble;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;

/**
 * A rectangle on the road whose size was measured on the spot; it turns pixels into metres. Not for enforcement: the error is
 * some ten per cent, see {@code docs/camera-rules.md}.
 *
 * @param name what the operator calls it
 * @param corners the four corners of the rectangle in the picture, in order around it: first to second is {@code
 *     widthMetres}, second to third is {@code lengthMetres}
 * @param widthMetres 0.5 to 500
 * @param lengthMetres 0.5 to 500
 * @param limitKmh above which an alert is told, 1 to 300; empty for measuring only
 */
public record SpeedField(
        String name, List<Point> corners, double widthMetres, double lengthMetres, OptionalDouble limitKmh) {

    public SpeedField {
        Checks.name("a speed field", name);
        String field = "speed \"" + name + "\": ";
        corners = List.copyOf(corners);
        if (corners.size() != 4) {
            throw new IllegalArgumentException(field + "points must be 4 corners of a rectangle on the road, but were "
                    + corners.size() + "; draw exactly four");
        }
        Checks.between(field + "metres[0]", widthMetres, 0.5, 500, "m");
        Checks.between(field + "metres[1]", lengthMetres, 0.5, 500, "m");
        if (limitKmh.isPresent()) {
            Checks.between(field + "limit", limitKmh.getAsDouble(), 1, 300, "km/h");
        }
        if (!isConvex(corners)) {
            throw new IllegalArgumentException(
                    field
                            + "points must be the corners of a rectangle in order, but they form no convex shape; draw them one after the other around it");
        }
        new Polygon(corners);
    }

    Polygon area() {
        return new Polygon(corners);
    }

    private static boolean isConvex(List<Point> corners) {
        int turns = 0;
        for (int i = 0; i < 4; i++) {
            Point a = corners.get(i);
            Point b = corners.get((i + 1) % 4);
            Point c = corners.get((i + 2) % 4);
            double cross = (b.x() - a.x()) * (c.y() - b.y()) - (b.y() - a.y()) * (c.x() - b.x());
            turns += (int) Math.signum(Math.abs(cross) < 1e-9 ? 0 : cross);
        }
        return Math.abs(turns) == 4;
    }
}
