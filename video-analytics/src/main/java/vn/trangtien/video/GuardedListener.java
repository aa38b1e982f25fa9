package vn.trangtien.video;

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
    public void snapshot(Snapshot snapshot) {
        guard("snapshot", () -> listener.snapshot(snapshot));
    }

    @Override
    public void status(CameraStatus status) {
        guard("status", () -> listener.status(status));
    }

    @Override
    public void object(ObjectEvent event) {
        guard("object", () -> listener.object(event));
    }

    @Override
    public void alert(ViewAlert alert) {
        guard("alert", () -> listener.alert(alert));
    }

    @Override
    public void clip(Clip clip) {
        guard("clip", () -> listener.clip(clip));
    }

    private void guard(String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("camera={} listener={} failed", camera, what, e);
        }
    }
}
