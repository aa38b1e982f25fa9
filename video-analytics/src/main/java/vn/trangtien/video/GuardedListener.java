package vn.trangtien.video;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the camera thread. */
final class GuardedListener implements CameraListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private final String camera;
    private final CameraListener listener;

    GuardedListener(String camera, CameraListener listener) {
        this.camera = camera;
        this.listener = listener;
    }

    @Override
    public void counts(CameraCounts counts) {
        guard("counts", () -> listener.counts(counts));
    }

    @Override
    public void crossed(LineCrossing crossing) {
        guard("crossed", () -> listener.crossed(crossing));
    }

    @Override
    public void snapshot(byte[] jpeg, int width, int height, Instant takenAt) {
        guard("snapshot", () -> listener.snapshot(jpeg, width, height, takenAt));
    }

    @Override
    public void status(CameraStatus status) {
        guard("status", () -> listener.status(status));
    }

    private void guard(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("camera={} listener={} failed", camera, what, e);
        }
    }
}
