package vn.trangtien.video.hint;

import vn.trangtien.video.picture.ColourImage;

/** The picture in squares of eight pixels: how fiery, how bright, how rich in edges and how colourful each is. */
final class Cells {

    private static final int SIZE = 8;

    private final int width;
    private final int height;
    private final int columns;
    private final int rows;
    private final double[] fiery;
    private final double[] brightness;
    private final double[] edges;
    private final double[] saturation;

    Cells(int width, int height) {
        this.width = width;
        this.height = height;
        this.columns = Math.max(1, width / SIZE);
        this.rows = Math.max(1, height / SIZE);
        this.fiery = new double[columns * rows];
        this.brightness = new double[columns * rows];
        this.edges = new double[columns * rows];
        this.saturation = new double[columns * rows];
    }

    boolean fit(ColourImage image) {
        return image.width() == width && image.height() == height;
    }

    int columns() {
        return columns;
    }

    int count() {
        return columns * rows;
    }

    /** Share of the cell's pixels with the colours of flames. */
    double fiery(int cell) {
        return fiery[cell];
    }

    /** Grey levels. */
    double brightness(int cell) {
        return brightness[cell];
    }

    /** Mean difference of neighbouring pixels, grey levels. */
    double edges(int cell) {
        return edges[cell];
    }

    /** Largest less smallest colour, 0 to 255. */
    double saturation(int cell) {
        return saturation[cell];
    }

    void read(ColourImage image) {
        byte[] bgr = image.bgr();
        for (int cell = 0; cell < count(); cell++) {
            int left = cell % columns * SIZE;
            int top = cell / columns * SIZE;
            int right = Math.min(width, left + SIZE);
            int bottom = Math.min(height, top + SIZE);
            int pixels = (right - left) * (bottom - top);
            int flames = 0;
            int light = 0;
            int colour = 0;
            int steps = 0;
            for (int y = top; y < bottom; y++) {
                int before = -1;
                for (int x = left; x < right; x++) {
                    int at = (y * width + x) * 3;
                    int blue = bgr[at] & 0xFF;
                    int green = bgr[at + 1] & 0xFF;
                    int red = bgr[at + 2] & 0xFF;
                    int luma = (29 * blue + 150 * green + 77 * red) >> 8;
                    flames += red > 170 && red > green && green > blue && red - blue > 70 ? 1 : 0;
                    colour += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
                    light += luma;
                    steps += before < 0 ? 0 : Math.abs(luma - before);
                    before = luma;
                }
            }
            fiery[cell] = flames / (double) pixels;
            brightness[cell] = light / (double) pixels;
            saturation[cell] = colour / (double) pixels;
            edges[cell] = steps / (double) pixels;
        }
    }
}
