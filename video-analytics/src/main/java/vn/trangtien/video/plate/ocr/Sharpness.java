package vn.trangtien.video.plate.ocr;

import vn.trangtien.video.picture.ColourImage;

/** How crisp a picture is: how much of the change over two pixels already happens over one. Contrast does not matter. */
public final class Sharpness {

    /** A ramp changes over one pixel by a quarter, in squares, of what it changes over two. */
    private static final double RAMP = 0.25;

    private static final double CRISP = 0.6;

    private Sharpness() {}

    /** 0 for a flat or smeared picture, 1 for a crisp one. */
    public static double of(ColourImage image) {
        return of(image, 0, 0, image.width(), image.height());
    }

    static double of(ColourImage image, int left, int top, int right, int bottom) {
        double one = 0;
        double two = 0;
        for (int y = Math.max(0, top); y < Math.min(image.height(), bottom); y++) {
            for (int x = Math.max(0, left); x + 2 < Math.min(image.width(), right); x++) {
                int here = green(image, x, y);
                double step = here - green(image, x + 1, y);
                double wide = here - green(image, x + 2, y);
                one += step * step;
                two += wide * wide;
            }
        }
        return two == 0 ? 0 : Math.max(0, Math.min(1, (one / two - RAMP) / (CRISP - RAMP)));
    }

    private static int green(ColourImage image, int x, int y) {
        return image.bgr()[(y * image.width() + x) * 3 + 1] & 0xFF;
    }
}
