package vn.trangtien.video.detect;

import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;

/** A picture in memory; parts are scaled between the centres of pixels. */
public record TestPicture(int width, int height, byte[] bgr) implements Picture {

    private static final int COLOURS = 3;

    public static TestPicture grey(int width, int height) {
        var bgr = new byte[width * height * COLOURS];
        java.util.Arrays.fill(bgr, (byte) 128);
        return new TestPicture(width, height, bgr);
    }

    @Override
    public long presentationMicros() {
        return 0;
    }

    @Override
    public ColourImage part(Box part, int newWidth, int newHeight) {
        var scaled = new byte[newWidth * newHeight * COLOURS];
        for (int y = 0; y < newHeight; y++) {
            double fromY = (part.top() + part.height() * (y + 0.5) / newHeight) * height - 0.5;
            for (int x = 0; x < newWidth; x++) {
                double fromX = (part.left() + part.width() * (x + 0.5) / newWidth) * width - 0.5;
                for (int colour = 0; colour < COLOURS; colour++) {
                    scaled[(y * newWidth + x) * COLOURS + colour] = (byte) Math.round(between(fromX, fromY, colour));
                }
            }
        }
        return new ColourImage(newWidth, newHeight, scaled);
    }

    private double between(double x, double y, int colour) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double upper = at(left, top, colour) * (1 - (x - left)) + at(left + 1, top, colour) * (x - left);
        double lower = at(left, top + 1, colour) * (1 - (x - left)) + at(left + 1, top + 1, colour) * (x - left);
        return upper * (1 - (y - top)) + lower * (y - top);
    }

    private int at(int x, int y, int colour) {
        int row = Math.min(height - 1, Math.max(0, y));
        int column = Math.min(width - 1, Math.max(0, x));
        return bgr[(row * width + column) * COLOURS + colour] & 0xff;
    }

    @Override
    public void close() {}
}
