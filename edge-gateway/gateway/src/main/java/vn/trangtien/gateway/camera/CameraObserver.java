package vn.trangtien.gateway.camera;

import java.time.Instant;
import vn.trangtien.wire.LineCrossedMessage.Direction;

/** Hears what one camera sees; called on the camera's thread. */
public interface CameraObserver {

    /**
     * How the camera stands; may be told often.
     *
     * @param forward objects that passed the line forward since the camera was started
     * @param backward the same backward
     * @param objects in the picture now
     * @param framesPerSecond looked at lately
     */
    void counts(long forward, long backward, int objects, double framesPerSecond, Instant at);

    /**
     * An object passed the counting line.
     *
     * @param id unique per crossing
     */
    void crossed(String id, String line, Direction direction, Instant at);

    /**
     * A picture, faces and plates already masked.
     *
     * @param jpeg not changed afterwards by the camera
     */
    void snapshot(byte[] jpeg, int width, int height, Instant takenAt);

    /** Pictures come again, or for the first time. */
    void connected(Instant at);

    /** No pictures come any more. */
    void disconnected(String reason, Instant at);
}
