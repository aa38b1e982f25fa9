package vn.trangtien.drivers.framing;

/** What the frames of one instrument look like, without what they mean. Implementations have no state. */
public interface FrameShape {

    /** What {@link #length} says of bytes with which no frame begins. */
    int NO_FRAME = 0;

    /** How a frame begins, as a manual writes it, for example {@code 42 4D 00 1C}. */
    String signature();

    /** Bytes of the longest frame. */
    int longest();

    /**
     * The length of the frame that begins with these bytes.
     *
     * @param bytes of which the first {@code filled} have come
     * @param filled at least 1
     * @return {@link #NO_FRAME}, or the whole length as far as it is known yet: a number above {@code filled} asks for more
     */
    int length(byte[] bytes, int filled);

    /** Whether the checksum of a whole frame is right. */
    boolean sumFits(byte[] frame);
}
