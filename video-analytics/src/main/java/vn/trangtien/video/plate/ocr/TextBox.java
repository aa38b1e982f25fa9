package vn.trangtien.video.plate.ocr;

/**
 * A line of text, possibly tilted. In pixels.
 *
 * @param x of the centre
 * @param y of the centre
 * @param width along the line
 * @param height across the line
 * @param angle of the line, radians, clockwise, between -45° and 45°
 * @param score how surely it is text, 0 to 1
 */
record TextBox(double x, double y, double width, double height, double angle, double score) {

    double left() {
        return x - (Math.abs(width * Math.cos(angle)) + Math.abs(height * Math.sin(angle))) / 2;
    }

    double right() {
        return 2 * x - left();
    }

    double top() {
        return y - (Math.abs(width * Math.sin(angle)) + Math.abs(height * Math.cos(angle))) / 2;
    }

    double bottom() {
        return 2 * y - top();
    }

    double aspect() {
        return width / height;
    }

    TextBox scaledBy(double factor) {
        return new TextBox(x * factor, y * factor, width * factor, height * factor, angle, score);
    }

    /** With a rim, as a share of the height. */
    TextBox grownBy(double share) {
        return new TextBox(x, y, width + 2 * share * height, height * (1 + 2 * share), angle, score);
    }

    /** The upper or the lower half. */
    TextBox half(boolean upper) {
        double shift = (upper ? -1 : 1) * height / 4;
        return new TextBox(x - Math.sin(angle) * shift, y + Math.cos(angle) * shift, width, height / 2, angle, score);
    }
}
