package vn.trangtien.gateway.camera.process;

import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.video.CameraListener;

/** A camera that is watched by the child process. Thread-safe. */
final class ProcessCamera implements CameraSource {

    private final ProcessCameras cameras;
    private final CameraEntry entry;

    ProcessCamera(ProcessCameras cameras, CameraEntry entry) {
        this.cameras = cameras;
        this.entry = entry;
    }

    @Override
    public String id() {
        return entry.id();
    }

    @Override
    public void start(CameraListener listener) {
        cameras.watch(entry, listener);
    }

    @Override
    public long crashes() {
        return cameras.crashes();
    }

    @Override
    public void close() {
        cameras.forget(entry.id());
    }
}
