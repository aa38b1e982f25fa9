package vn.trangtien.video.picture;

/**
 * A decoded frame that stays as it is until it is closed, whatever the source decodes meanwhile. It shares the decoder's
 * memory, so it is cheap to hold but must be closed soon: a camera has few of them. May be handed to another thread; used by
 * one thread at a time.
 */
public interface Picture extends AutoCloseable {

    /** Pixels of the source. */
    int width();

    /** Pixels of the source. */
    int height();

    /** Time in the stream. */
    long presentationMicros();

    /**
     * A part of the picture in colour, stretched to exactly this size.
     *
     * @param part in shares of the picture; what lies outside of the picture is cut off
     * @param width pixels of the result, 2 to 4096
     * @param height pixels of the result, 2 to 4096
     * @return valid until the next call or {@link #close}
     * @throws IllegalArgumentException if nothing of the part lies in the picture
     */
    ColourImage part(Box part, int width, int height);

    /** Gives the memory back. Safe to call twice. */
    @Override
    void close();
}
