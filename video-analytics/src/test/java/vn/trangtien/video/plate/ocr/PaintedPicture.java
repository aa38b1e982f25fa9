package vn.trangtien.video.plate.ocr;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;

/** A picture that was painted instead of filmed. */
record PaintedPicture(BufferedImage image) implements Picture {

    @Override
    public int width() {
        return image.getWidth();
    }

    @Override
    public int height() {
        return image.getHeight();
    }

    @Override
    public long presentationMicros() {
        return 0;
    }

    @Override
    public ColourImage part(Box part, int width, int height) {
        var scaled = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(
                image,
                0,
                0,
                width,
                height,
                (int) Math.round(part.left() * width()),
                (int) Math.round(part.top() * height()),
                (int) Math.round(part.right() * width()),
                (int) Math.round(part.bottom() * height()),
                null);
        graphics.dispose();
        return new ColourImage(
                width, height, ((DataBufferByte) scaled.getRaster().getDataBuffer()).getData());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
