package vn.trangtien.video.privacy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import vn.trangtien.video.picture.ColourImage;

/** Makes the JPEG that leaves the process. Keeps one picture buffer and one encoder; confined to one thread. */
public final class JpegEncoder implements AutoCloseable {

    private static final float QUALITY = 0.75f;

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();
    private BufferedImage buffer = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);

    /** Makes a baseline JPEG of the picture as it is; whatever must be hidden has been hidden before. */
    public byte[] encode(ColourImage image) {
        if (buffer.getWidth() != image.width() || buffer.getHeight() != image.height()) {
            buffer = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        }
        byte[] target = ((DataBufferByte) buffer.getRaster().getDataBuffer()).getData();
        System.arraycopy(image.bgr(), 0, target, 0, target.length);
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(output);
            writer.write(null, new IIOImage(buffer, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("writing a JPEG into memory failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
