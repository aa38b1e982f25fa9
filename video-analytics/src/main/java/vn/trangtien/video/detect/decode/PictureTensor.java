package vn.trangtien.video.detect.decode;

import java.nio.ByteBuffer;
import java.util.Arrays;
import vn.trangtien.video.model.InputFormat;
import vn.trangtien.video.picture.ColourImage;

/** Writes pictures into the input of a model. One table for each colour does scale, mean and deviation. For one thread. */
public final class PictureTensor {

    private static final int COLOURS = 3;
    private static final int VALUES = 256;

    private final InputFormat format;
    private final boolean bytes;
    private final float[][] tables = new float[COLOURS][VALUES];
    private final float[] floats;
    private final byte[] raw;

    /** @param bytes whether the model takes the pixels as they are, as bytes */
    public PictureTensor(InputFormat format, boolean bytes) {
        this.format = format;
        this.bytes = bytes;
        int size = COLOURS * format.width() * format.height();
        this.floats = new float[bytes ? 0 : size];
        this.raw = new byte[bytes ? size : 0];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int value = 0; value < VALUES; value++) {
                tables[colour][value] =
                        (float) ((value * format.scale() - format.mean().get(colour))
                                / format.deviation().get(colour));
            }
        }
    }

    /**
     * Writes one picture.
     *
     * @param image exactly as large as the placement says
     * @param input of the model
     */
    public void write(ColourImage image, Placement place, ByteBuffer input) {
        if (image.width() != place.width() || image.height() != place.height()) {
            throw new IllegalArgumentException("a picture of %d x %d cannot be placed as %d x %d"
                    .formatted(image.width(), image.height(), place.width(), place.height()));
        }
        if (place.width() < format.width() || place.height() < format.height()) {
            fill();
        }
        for (int colour = 0; colour < COLOURS; colour++) {
            // Pictures have blue first.
            int offset = format.colours() == InputFormat.Colours.RGB ? COLOURS - 1 - colour : colour;
            if (bytes) {
                copyBytes(image, place, colour, offset);
            } else {
                copyFloats(image, place, colour, offset);
            }
        }
        if (bytes) {
            input.put(0, raw);
        } else {
            input.asFloatBuffer().put(0, floats);
        }
    }

    private void copyFloats(ColourImage image, Placement place, int colour, int offset) {
        float[] table = tables[colour];
        byte[] bgr = image.bgr();
        int step = format.layout() == InputFormat.Layout.NCHW ? 1 : COLOURS;
        for (int y = 0; y < place.height(); y++) {
            int from = y * place.width() * COLOURS + offset;
            int to = target(place, colour, y);
            for (int x = 0; x < place.width(); x++) {
                floats[to] = table[bgr[from] & 0xff];
                from += COLOURS;
                to += step;
            }
        }
    }

    private void copyBytes(ColourImage image, Placement place, int colour, int offset) {
        byte[] bgr = image.bgr();
        int step = format.layout() == InputFormat.Layout.NCHW ? 1 : COLOURS;
        for (int y = 0; y < place.height(); y++) {
            int from = y * place.width() * COLOURS + offset;
            int to = target(place, colour, y);
            for (int x = 0; x < place.width(); x++) {
                raw[to] = bgr[from];
                from += COLOURS;
                to += step;
            }
        }
    }

    /** Place of the first pixel of a row. */
    private int target(Placement place, int colour, int row) {
        int pixel = (place.top() + row) * format.width() + place.left();
        return format.layout() == InputFormat.Layout.NCHW
                ? colour * format.width() * format.height() + pixel
                : pixel * COLOURS + colour;
    }

    private void fill() {
        Arrays.fill(raw, (byte) format.fill());
        if (floats.length == 0) {
            return;
        }
        if (format.layout() == InputFormat.Layout.NCHW) {
            int plane = format.width() * format.height();
            for (int colour = 0; colour < COLOURS; colour++) {
                Arrays.fill(floats, colour * plane, (colour + 1) * plane, tables[colour][format.fill()]);
            }
        } else {
            for (int i = 0; i < floats.length; i++) {
                floats[i] = tables[i % COLOURS][format.fill()];
            }
        }
    }
}
