package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Something that is wrong with what the lens sees. */
@FunctionalInterface
public interface PictureFault {

    /** Gives the picture as the camera sees it; may change the one it was given. */
    BufferedImage apply(BufferedImage picture);

    /**
     * The fault of that name.
     *
     * @param word {@code black}, {@code covered}, {@code defocus} or {@code moved}
     */
    static PictureFault of(String word) {
        return switch (word) {
            case "black" -> PictureFault::black;
            case "covered" -> PictureFault::covered;
            case "defocus" -> PictureFault::defocus;
            case "moved" -> PictureFault::moved;
            default -> throw new IllegalArgumentException("there is no picture fault '%s'".formatted(word));
        };
    }

    private static BufferedImage black(BufferedImage picture) {
        return filled(picture, new GradientPaint(0, 0, Color.BLACK, 1, 1, Color.BLACK));
    }

    /** A cloth: no detail, a little light from one side. */
    private static BufferedImage covered(BufferedImage picture) {
        return filled(
                picture,
                new GradientPaint(
                        0, 0, new Color(38, 32, 28), picture.getWidth(), picture.getHeight(), new Color(62, 54, 46)));
    }

    private static BufferedImage filled(BufferedImage picture, GradientPaint paint) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(paint);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.dispose();
        return picture;
    }

    /** Made very small and large again. */
    private static BufferedImage defocus(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        return scaled(
                scaled(scaled(picture, width / 8, height / 8), Math.max(4, width / 32), Math.max(4, height / 32)),
                width,
                height);
    }

    private static BufferedImage scaled(BufferedImage from, int width, int height) {
        var to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, width, height, null);
        graphics.dispose();
        return to;
    }

    /** Turned by a third of the picture to the side and a fifth down; what it sees there is mirrored from what it saw. */
    private static BufferedImage moved(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int x = width / 3;
        int y = height / 5;
        var to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = to.createGraphics();
        for (int column = 0; column < 2; column++) {
            for (int row = 0; row < 2; row++) {
                int left = column * width - x;
                int top = row * height - y;
                graphics.drawImage(
                        picture,
                        column == 0 ? left : left + width,
                        row == 0 ? top : top + height,
                        column == 0 ? width : -width,
                        row == 0 ? height : -height,
                        null);
            }
        }
        graphics.dispose();
        return to;
    }
}
