package vn.trangtien.video.gauge;

import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.picture.Point;

/** The pixels along the staff, stretched into rows from its dry end to the water, with brightness and, if given, colour. */
final class StaffStrip {

    static final int COLUMNS = 7;

    /** Half width of the strip as a share of its length: staffs are long and narrow. */
    private static final double HALF_WIDTH = 0.02;

    private static final int MOST_ROWS = 400;
    private static final int MOST_PIXELS = 1024;

    private final StaffGauge gauge;
    private final int rows;
    private final double[] luma;
    private final double[] saturation;
    private boolean coloured;

    StaffStrip(StaffGauge gauge, int rows) {
        this.gauge = gauge;
        this.rows = rows;
        this.luma = new double[rows * COLUMNS];
        this.saturation = new double[rows * COLUMNS];
    }

    /** As many rows as the picture has pixels along the staff: more would only repeat them. */
    static int rowsIn(StaffGauge gauge, int width, int height) {
        double pixels = Math.hypot(
                (gauge.to().x() - gauge.from().x()) * width,
                (gauge.to().y() - gauge.from().y()) * height);
        return (int) Math.max(16, Math.min(MOST_ROWS, Math.round(pixels)));
    }

    int rows() {
        return rows;
    }

    double luma(int row, int column) {
        return luma[row * COLUMNS + column];
    }

    /** Largest less smallest of red, green and blue, 0 to 255; 0 everywhere without colour. */
    double saturation(int row, int column) {
        return saturation[row * COLUMNS + column];
    }

    boolean isColoured() {
        return coloured;
    }

    void read(LumaFrame frame) {
        coloured = false;
        byte[] pixels = frame.pixels();
        sample(frame.width(), frame.height(), (at, x, y) -> luma[at] = pixels[y * frame.width() + x] & 0xFF);
    }

    void read(Picture picture) {
        coloured = true;
        Box part = part();
        int width = pixels(part.width() * picture.width());
        int height = pixels(part.height() * picture.height());
        ColourImage image = picture.part(part, width, height);
        byte[] bgr = image.bgr();
        double shareX = part.width() * picture.width() / width;
        double shareY = part.height() * picture.height() / height;
        double left = part.left() * picture.width();
        double top = part.top() * picture.height();
        sample(picture.width(), picture.height(), (at, x, y) -> {
            int px = Math.max(0, Math.min(width - 1, (int) Math.floor((x + 0.5 - left) / shareX)));
            int py = Math.max(0, Math.min(height - 1, (int) Math.floor((y + 0.5 - top) / shareY)));
            int first = (py * width + px) * 3;
            int blue = bgr[first] & 0xFF;
            int green = bgr[first + 1] & 0xFF;
            int red = bgr[first + 2] & 0xFF;
            luma[at] = 0.114 * blue + 0.587 * green + 0.299 * red;
            saturation[at] = Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        });
    }

    private static int pixels(double wanted) {
        return (int) Math.max(2, Math.min(MOST_PIXELS, Math.round(wanted)));
    }

    /** The upright box around the strip, within the picture. */
    private Box part() {
        Point from = gauge.from();
        Point to = gauge.to();
        double margin = 2 * HALF_WIDTH * from.distanceTo(to) + 0.002;
        double left = Math.max(0, Math.min(from.x(), to.x()) - margin);
        double top = Math.max(0, Math.min(from.y(), to.y()) - margin);
        double right = Math.min(1, Math.max(from.x(), to.x()) + margin);
        double bottom = Math.min(1, Math.max(from.y(), to.y()) + margin);
        return new Box(left, top, right - left, bottom - top);
    }

    @FunctionalInterface
    private interface Pixel {
        void take(int at, int x, int y);
    }

    private void sample(int width, int height, Pixel pixel) {
        boolean fromIsWet = gauge.waterAtFrom();
        Point dry = fromIsWet ? gauge.to() : gauge.from();
        Point wet = fromIsWet ? gauge.from() : gauge.to();
        double dx = (wet.x() - dry.x()) * width;
        double dy = (wet.y() - dry.y()) * height;
        for (int row = 0; row < rows; row++) {
            double along = (row + 0.5) / rows;
            for (int column = 0; column < COLUMNS; column++) {
                double across = HALF_WIDTH * (2.0 * column / (COLUMNS - 1) - 1);
                int x = (int) Math.floor(dry.x() * width + along * dx - across * dy);
                int y = (int) Math.floor(dry.y() * height + along * dy + across * dx);
                pixel.take(
                        row * COLUMNS + column,
                        Math.max(0, Math.min(width - 1, x)),
                        Math.max(0, Math.min(height - 1, y)));
            }
        }
    }

    /** Metres on the scale at a number of rows from the dry end. */
    double metresAt(double row) {
        double share = row / rows;
        return gauge.metresAt(gauge.waterAtFrom() ? 1 - share : share);
    }
}
