package vn.trangtien.video.picture;

/** A picture for people. Its bytes may be changed in place, for example to hide a part of it. */
public final class ColourImage {

    private final int width;
    private final int height;
    private final byte[] bgr;

    /**
     * Wraps the bytes without copying them.
     *
     * @param bgr rows from the top, three bytes per pixel: blue, green, red
     */
    public ColourImage(int width, int height, byte[] bgr) {
        if (bgr.length != width * height * 3) {
            throw new IllegalArgumentException("a picture of %d x %d needs %d bytes, but has %d"
                    .formatted(width, height, width * height * 3, bgr.length));
        }
        this.width = width;
        this.height = height;
        this.bgr = bgr;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The bytes themselves, not a copy. */
    public byte[] bgr() {
        return bgr;
    }
}
