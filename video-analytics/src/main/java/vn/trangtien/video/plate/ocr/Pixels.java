package vn.trangtien.video.plate.ocr;

import java.nio.FloatBuffer;
import vn.trangtien.video.picture.ColourImage;

/** Fills the inputs of the models: blue, green and red one after another, as both models were trained. */
final class Pixels {

    private static final float[] DETECTOR_MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DETECTOR_SPREAD = {0.229f, 0.224f, 0.225f};

    private Pixels() {}

    /** The whole image into the upper left corner; the rest is black. */
    static void forDetector(ColourImage image, FloatBuffer input, int side) {
        byte[] bgr = image.bgr();
        for (int channel = 0; channel < 3; channel++) {
            float scale = 1 / (255f * DETECTOR_SPREAD[channel]);
            float offset = DETECTOR_MEAN[channel] / DETECTOR_SPREAD[channel];
            for (int y = 0; y < side; y++) {
                int to = (channel * side + y) * side;
                for (int x = 0; x < side; x++) {
                    boolean inside = x < image.width() && y < image.height();
                    int value = inside ? bgr[(y * image.width() + x) * 3 + channel] & 0xFF : 0;
                    input.put(to + x, value * scale - offset);
                }
            }
        }
    }

    /** A line of text, turned upright and stretched to the height; the rest is grey. */
    static void forRecogniser(ColourImage image, TextBox line, FloatBuffer input, int width, int height) {
        int used = (int) Math.max(1, Math.min(width, Math.round(line.aspect() * height)));
        double cos = Math.cos(line.angle());
        double sin = Math.sin(line.angle());
        int plane = width * height;
        for (int y = 0; y < height; y++) {
            double across = ((y + 0.5) / height - 0.5) * line.height();
            for (int x = 0; x < width; x++) {
                int to = y * width + x;
                if (x >= used) {
                    input.put(to, 0).put(plane + to, 0).put(2 * plane + to, 0);
                    continue;
                }
                double along = ((x + 0.5) / used - 0.5) * line.width();
                double sx = line.x() + along * cos - across * sin - 0.5;
                double sy = line.y() + along * sin + across * cos - 0.5;
                for (int channel = 0; channel < 3; channel++) {
                    input.put(channel * plane + to, (float) (sample(image, sx, sy, channel) / 127.5 - 1));
                }
            }
        }
    }

    /** Between four pixels; the edge goes on for ever. */
    private static double sample(ColourImage image, double x, double y, int channel) {
        double cx = Math.max(0, Math.min(image.width() - 1, x));
        double cy = Math.max(0, Math.min(image.height() - 1, y));
        int x0 = (int) cx;
        int y0 = (int) cy;
        int x1 = Math.min(image.width() - 1, x0 + 1);
        int y1 = Math.min(image.height() - 1, y0 + 1);
        double fx = cx - x0;
        double fy = cy - y0;
        double upper = value(image, x0, y0, channel) * (1 - fx) + value(image, x1, y0, channel) * fx;
        double lower = value(image, x0, y1, channel) * (1 - fx) + value(image, x1, y1, channel) * fx;
        return upper * (1 - fy) + lower * fy;
    }

    private static int value(ColourImage image, int x, int y, int channel) {
        return image.bgr()[(y * image.width() + x) * 3 + channel] & 0xFF;
    }
}
