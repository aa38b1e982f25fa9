package vn.trangtien.video;

import java.time.Instant;

/**
 * Hears what happens at one camera. Called from the camera's own thread: return quickly, hand longer work to another thread.
 * What a listener throws is logged and does not stop the camera.
 */
public interface CameraListener {

    /** About once a second while pictures arrive. */
    void counts(CameraCounts counts);

    /** At once, for each object that passes the line. */
    void crossed(LineCrossing crossing);

    /**
     * A masked picture.
     *
     * @param jpeg yours to keep
     * @param width pixels, at most 640
     * @param height pixels
     */
    void snapshot(byte[] jpeg, int width, int height, Instant takenAt);

    /** When pictures begin, stop or end. */
    void status(CameraStatus status);
}
