package vn.trangtien.video.detect.decode;

import java.util.Optional;
import vn.trangtien.video.model.InputFormat;
import vn.trangtien.video.picture.Box;

/**
 * Where a part of the picture lies within the model's input, and so where the model's boxes lie within the picture.
 *
 * @param part of the picture, within it
 * @param left pixels of the input to the left of the part
 * @param top pixels of the input above the part
 * @param width pixels of the input that the part covers
 * @param height pixels of the input that the part covers
 * @param inputWidth pixels
 * @param inputHeight pixels
 */
public record Placement(Box part, int left, int top, int width, int height, int inputWidth, int inputHeight) {

    /** Smallest side that a picture can be scaled to. */
    private static final int SMALLEST = 2;

    /** Boxes thinner than this share of the picture are cut-off rests at its edge. */
    private static final double THINNEST = 1e-4;

    /**
     * Places a part as the model wants it.
     *
     * @param part may reach beyond the picture; what does is cut off
     * @throws IllegalArgumentException if nothing of the part lies in the picture
     */
    public static Placement of(InputFormat input, Box part, int pictureWidth, int pictureHeight) {
        double partLeft = Math.max(0, part.left());
        double partTop = Math.max(0, part.top());
        Box visible =
                new Box(partLeft, partTop, Math.min(1, part.right()) - partLeft, Math.min(1, part.bottom()) - partTop);
        int width = input.width();
        int height = input.height();
        if (input.fit() != InputFormat.Fit.STRETCH) {
            double partWidth = visible.width() * pictureWidth;
            double partHeight = visible.height() * pictureHeight;
            double scale = Math.min(width / partWidth, height / partHeight);
            width = Math.min(width, Math.max(SMALLEST, (int) Math.round(partWidth * scale)));
            height = Math.min(height, Math.max(SMALLEST, (int) Math.round(partHeight * scale)));
        }
        boolean centred = input.fit() == InputFormat.Fit.CENTRE;
        return new Placement(
                visible,
                centred ? (input.width() - width) / 2 : 0,
                centred ? (input.height() - height) / 2 : 0,
                width,
                height,
                input.width(),
                input.height());
    }

    /** From corners in shares of the input to a box in shares of the picture, cut off at the part; empty if nothing is left. */
    Optional<Box> inPicture(double boxLeft, double boxTop, double boxRight, double boxBottom) {
        double x1 = part.left() + part.width() * share(boxLeft * inputWidth - left, width);
        double y1 = part.top() + part.height() * share(boxTop * inputHeight - top, height);
        double x2 = part.left() + part.width() * share(boxRight * inputWidth - left, width);
        double y2 = part.top() + part.height() * share(boxBottom * inputHeight - top, height);
        return x2 - x1 < THINNEST || y2 - y1 < THINNEST
                ? Optional.empty()
                : Optional.of(new Box(x1, y1, x2 - x1, y2 - y1));
    }

    private static double share(double pixel, int size) {
        return Math.min(1, Math.max(0, pixel / size));
    }
}
