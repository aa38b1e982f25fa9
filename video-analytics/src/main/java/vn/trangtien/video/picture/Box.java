package vn.trangtien.video.picture;

/**
 * An upright rectangle in the picture, in shares of its width and height.
 *
 * @param left left edge
 * @param top upper edge
 * @param width more than 0
 * @param height more than 0
 */
public record Box(double left, double top, double width, double height) {

    /** @throws IllegalArgumentException if the box is empty or not finite */
    public Box {
        if (!(width > 0 && height > 0) || !Double.isFinite(left + top + width + height)) {
            throw new IllegalArgumentException("a box needs a width and a height above 0, but was %s x %s at (%s, %s)"
                    .formatted(width, height, left, top));
        }
    }

    /** A box of the given size around a centre. */
    public static Box around(Point centre, double width, double height) {
        return new Box(centre.x() - width / 2, centre.y() - height / 2, width, height);
    }

    public double right() {
        return left + width;
    }

    public double bottom() {
        return top + height;
    }

    public double area() {
        return width * height;
    }

    public Point centre() {
        return new Point(left + width / 2, top + height / 2);
    }

    public boolean contains(Point point) {
        return point.x() >= left && point.x() <= right() && point.y() >= top && point.y() <= bottom();
    }

    /** The area that both boxes cover; 0 if they are apart. */
    public double sharedArea(Box other) {
        double across = Math.min(right(), other.right()) - Math.max(left, other.left);
        double down = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
        return across <= 0 || down <= 0 ? 0 : across * down;
    }

    /** Shared area over joint area: 1 for the same box, 0 for boxes apart. */
    public double overlap(Box other) {
        double shared = sharedArea(other);
        return shared / (area() + other.area() - shared);
    }

    /** The smallest box around both. */
    public Box union(Box other) {
        double newLeft = Math.min(left, other.left);
        double newTop = Math.min(top, other.top);
        return new Box(
                newLeft,
                newTop,
                Math.max(right(), other.right()) - newLeft,
                Math.max(bottom(), other.bottom()) - newTop);
    }

    /** The same box with a rim added on each side, as a share of its own size. */
    public Box grownBy(double share) {
        return new Box(left - width * share, top - height * share, width * (1 + 2 * share), height * (1 + 2 * share));
    }
}
