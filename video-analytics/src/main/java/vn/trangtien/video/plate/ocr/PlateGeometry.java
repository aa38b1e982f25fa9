package vn.trangtien.video.plate.ocr;

import java.util.List;

/** Which lines of text can belong to one plate, by where they lie. */
final class PlateGeometry {

    private static final double SAME_HEIGHT = 0.6;
    private static final double WIDEST_GAP = 2;
    private static final double LEAST_ABOVE = 0.5;
    private static final double MOST_ABOVE = 1.8;
    private static final double LEAST_SHARED_WIDTH = 0.6;

    private PlateGeometry() {}

    /** Whether the second continues the line of the first. */
    static boolean isRightOf(TextBox left, TextBox right) {
        double height = (left.height() + right.height()) / 2;
        double gap = right.left() - left.right();
        double drop = right.y() - left.y() - Math.tan(left.angle()) * (right.x() - left.x());
        return similar(left.height(), right.height())
                && right.x() > left.x()
                && gap > -0.5 * height
                && gap < WIDEST_GAP * height
                && Math.abs(drop) < 0.35 * height;
    }

    /** Whether the second row is the lower line of a plate whose upper line is the first. */
    static boolean isBelow(List<TextBox> upper, List<TextBox> lower) {
        if (upper.stream().anyMatch(lower::contains)) {
            return false;
        }
        double high = height(upper);
        double low = height(lower);
        double distance = centre(lower) - centre(upper);
        double height = (high + low) / 2;
        double shared = Math.min(right(upper), right(lower)) - Math.max(left(upper), left(lower));
        double narrower = Math.min(right(upper) - left(upper), right(lower) - left(lower));
        return similar(high, low)
                && distance > LEAST_ABOVE * height
                && distance < MOST_ABOVE * height
                && shared > LEAST_SHARED_WIDTH * narrower;
    }

    private static boolean similar(double a, double b) {
        return Math.min(a, b) >= SAME_HEIGHT * Math.max(a, b);
    }

    private static double height(List<TextBox> row) {
        return row.stream().mapToDouble(TextBox::height).average().orElse(0);
    }

    private static double centre(List<TextBox> row) {
        return row.stream().mapToDouble(TextBox::y).average().orElse(0);
    }

    private static double left(List<TextBox> row) {
        return row.stream().mapToDouble(TextBox::left).min().orElse(0);
    }

    private static double right(List<TextBox> row) {
        return row.stream().mapToDouble(TextBox::right).max().orElse(0);
    }
}
