package vn.trangtien.gateway.camera;

import vn.trangtien.video.CameraListener;

/** A camera whose pictures are looked at on the gateway. */
public interface CameraSource extends AutoCloseable {

    /** Name within the gateway, a part of topics. */
    String id();

    /** Begins to look; returns at once. Called once. */
    void start(CameraListener listener);

    /** Times that the process which looks at the pictures ended unasked; 0 if that is this process. */
    default long crashes() {
        return 0;
    }

    /** Stops within a second. Safe to call twice, and without {@link #start}. */
    @Override
    void close();
}
