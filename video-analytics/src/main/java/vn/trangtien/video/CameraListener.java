package vn.trangtien.video;

/**
 * Hears what happens at one camera. Called from the camera's own thread: return quickly, hand longer work to another thread.
 * What a listener throws is logged and does not stop the camera.
 */
public interface CameraListener {

    /** About once a second while pictures arrive. */
    void counts(CameraCounts counts);

    /** At once, for each object that passes a line. */
    void crossed(LineCrossing crossing);

    /** A picture, as the camera's privacy policy lets it leave. */
    void snapshot(Snapshot snapshot);

    /** When pictures begin, stop or end. */
    void status(CameraStatus status);

    /** When an object is believed, has changed, and once when it is gone. */
    default void object(ObjectEvent event) {}

    /** When something in the view, or about the camera, begins to need a person's attention, and when it is over. */
    default void alert(ViewAlert alert) {}

    /** A short film of an object, where the policy lets there be one. Who wants none need not write this: it is removed. */
    default void clip(Clip clip) {
        clip.remove();
    }
}
