package vn.trangtien.video.picture;

/**
 * One step of the frame pipeline. Stages may remember earlier frames and are therefore confined to the thread of their
 * camera; they never block and never look at a clock, so a recorded hour can be replayed in seconds.
 *
 * @param <I> what the step is given for each frame
 * @param <O> what it makes of it
 */
@FunctionalInterface
public interface Stage<I, O> {

    /** Takes the next frame; frames arrive in the order of their presentation time. */
    O process(I input);
}
