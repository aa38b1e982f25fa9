package vn.trangtien.video.picture;

/**
 * The brightness of one frame, scaled down for analysis. The pixels belong to the source and are overwritten with the next
 * frame: a stage that wants to remember them copies them.
 */
public final class LumaFrame {

    private final int width;
    private final int height;
    private final byte[] pixels;
    private final long presentationMicros;

    /**
     * @param pixels rows from the top, {@code width * height} unsigned bytes, 0 black to 255 white
     * @param presentationMicros time in the stream, never before that of the previous frame
     * @throws IllegalArgumentException if the number of pixels does not fit the size
     */
    public LumaFrame(int width, int height, byte[] pixels, long presentationMicros) {
        if (width < 1 || height < 1 || pixels.length != width * height) {
            throw new IllegalArgumentException("a frame of %d x %d needs %d pixels, but has %d"
                    .formatted(width, height, width * height, pixels.length));
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.presentationMicros = presentationMicros;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixels themselves, not a copy: valid until the source decodes the next frame. */
    public byte[] pixels() {
        return pixels;
    }

    public long presentationMicros() {
        return presentationMicros;
    }
}
