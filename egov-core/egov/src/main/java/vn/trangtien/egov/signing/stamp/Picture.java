package vn.trangtien.egov.signing.stamp;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningProblem;

/**
 * A transparent picture, trimmed to what is drawn on it and compressed once, since compressing is most of what putting a picture into
 * a document costs. Immutable.
 */
public final class Picture {

    private static final int MAX_BYTES = 2 << 20;
    private static final int MAX_PIXELS = 2000;
    private static final int ALPHA_SHIFT = 24;
    private static final int RED_SHIFT = 16;
    private static final int GREEN_SHIFT = 8;
    private static final int BITS = 8;

    private final int width;
    private final int height;
    private final byte[] colours;
    private final byte[] alpha;

    private Picture(int width, int height, byte[] colours, byte[] alpha) {
        this.width = width;
        this.height = height;
        this.colours = colours;
        this.alpha = alpha;
    }

    /**
     * Reads an uploaded picture.
     *
     * @param png transparent, at most 2 MB and 2000 pixels wide and high
     */
    public static Picture read(byte[] png) throws SigningException {
        if (png.length > MAX_BYTES) {
            throw SigningException.of(SigningProblem.IMAGE_UNREADABLE, png.length + " bytes");
        }
        try {
            BufferedImage image = decode(png);
            if (!image.getColorModel().hasAlpha()) {
                throw SigningException.of(SigningProblem.IMAGE_UNREADABLE, "no transparency");
            }
            return of(image);
        } catch (IOException | RuntimeException e) {
            throw SigningException.of(SigningProblem.IMAGE_UNREADABLE, e, String.valueOf(e.getMessage()));
        }
    }

    static Picture of(BufferedImage drawn) {
        BufferedImage image = trimmed(drawn);
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] colours = new byte[width * height * 3];
        byte[] alpha = new byte[width * height];
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            colours[3 * i] = (byte) (pixels[i] >> RED_SHIFT);
            colours[3 * i + 1] = (byte) (pixels[i] >> GREEN_SHIFT);
            colours[3 * i + 2] = (byte) pixels[i];
            alpha[i] = (byte) (pixels[i] >> ALPHA_SHIFT);
        }
        return new Picture(width, height, deflated(colours), deflated(alpha));
    }

    /** Width divided by height. */
    public double ratio() {
        return (double) width / height;
    }

    /** As an object of a document. */
    public PDImageXObject in(PDDocument document) throws IOException {
        var image = new PDImageXObject(
                document,
                new ByteArrayInputStream(colours),
                COSName.FLATE_DECODE,
                width,
                height,
                BITS,
                PDDeviceRGB.INSTANCE);
        var mask = new PDImageXObject(
                document,
                new ByteArrayInputStream(alpha),
                COSName.FLATE_DECODE,
                width,
                height,
                BITS,
                PDDeviceGray.INSTANCE);
        image.getCOSObject().setItem(COSName.SMASK, mask);
        return image;
    }

    /** The size is asked for before the pixels are, or a small file could fill the memory. */
    private static BufferedImage decode(byte[] png) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if (reader.getWidth(0) > MAX_PIXELS || reader.getHeight(0) > MAX_PIXELS) {
                    throw new IOException("%d x %d pixels".formatted(reader.getWidth(0), reader.getHeight(0)));
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage trimmed(BufferedImage drawn) {
        int left = drawn.getWidth();
        int right = -1;
        int top = drawn.getHeight();
        int bottom = -1;
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                if (drawn.getRGB(x, y) >>> ALPHA_SHIFT != 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        if (right < 0) {
            throw new IllegalArgumentException("nothing is drawn on it");
        }
        var image = new BufferedImage(right - left + 1, bottom - top + 1, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.drawImage(drawn, -left, -top, null);
        graphics.dispose();
        return image;
    }

    private static byte[] deflated(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
        return out.toByteArray();
    }
}
