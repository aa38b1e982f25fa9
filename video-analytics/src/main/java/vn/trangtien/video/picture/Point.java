package vn.trangtien.video.picture;

/**
 * A place in the picture.
 *
 * @param x share of the width, 0 at the left edge; may lie outside 0..1 for an object that is leaving
 * @param y share of the height, 0 at the top edge, growing downwards
 */
public record Point(double x, double y) {

    /** @throws IllegalArgumentException if a coordinate is not a number */
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a point needs finite coordinates, but was (%s, %s)".formatted(x, y));
        }
    }

    /** How far apart two places are, in shares of the picture. */
    public double distanceTo(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
