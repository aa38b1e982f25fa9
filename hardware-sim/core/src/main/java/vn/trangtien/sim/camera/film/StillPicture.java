package vn.trangtien.sim.camera.film;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.Java2DFrameConverter;

/** Single pictures as JPEG. */
public final class StillPicture {

    private StillPicture() {}

    public static byte[] jpeg(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.setUseCache(false);
        if (!ImageIO.write(picture, "jpeg", bytes)) {
            throw new IOException("this JDK cannot write a JPEG of picture type " + picture.getType());
        }
        return bytes.toByteArray();
    }

    /** The picture of a file at a second, or its last one if it is shorter. */
    public static byte[] of(Path file, double second) throws IOException {
        FilmEncoder.keepHomeTidy();
        try (var grabber = new FFmpegFrameGrabber(file.toFile());
                var converter = new Java2DFrameConverter()) {
            grabber.start();
            long length = Math.max(1, grabber.getLengthInTime());
            grabber.setTimestamp((long) (second * 1e6) % length);
            Frame frame = grabber.grabImage();
            if (frame == null) {
                throw new IOException("%s gives no picture at second %.1f".formatted(file, second));
            }
            return jpeg(converter.convert(frame));
        } catch (FFmpegFrameGrabber.Exception e) {
            throw new IOException("%s has no video that can be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
