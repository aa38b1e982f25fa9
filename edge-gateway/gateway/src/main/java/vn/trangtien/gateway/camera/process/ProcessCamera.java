package vn.trangtien.gateway.camera.process;

import vn.trangtien.gateway.camera.CameraObserver;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.config.CameraEntry;

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
    public void start(CameraObserver observer) {
        cameras.watch(entry, observer);
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
