package vn.trangtien.video.source;

import java.util.Optional;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;

/** An open stream of frames. Confined to one thread; what is asked about a frame belongs to the last {@link #advance}. */
public interface FrameSource extends AutoCloseable {

    StreamFacts facts();

    /**
     * Decodes the next frame. Blocks until it is there, at most for the time-out of the source.
     *
     * @return false if the source ended, failed or was silent too long; it is of no more use then
     */
    boolean advance();

    /** Why {@link #advance} gave false, if it was neither the end nor silence; empty otherwise. */
    default Optional<SourceProblem> failure() {
        return Optional.empty();
    }

    /** Packets that could not be decoded and pictures with visible damage, so far. */
    default long damaged() {
        return 0;
    }

    /** The presentation time of the decoded frame in microseconds, always later than that of the frame before. */
    long presentationMicros();

    /** The brightness of the decoded frame, scaled for analysis; valid until the next {@link #advance}. */
    LumaFrame luma();

    /** The decoded frame in colour, at most so many pixels wide. */
    ColourImage colour(int maximumWidth);

    /** The decoded frame, to be kept beyond the next {@link #advance} and beyond {@link #close}; nothing is copied. */
    Picture hold();

    @Override
    void close();
}
