package vn.trangtien.gateway.camera.process;

import java.util.ArrayList;
import java.util.List;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.ViewAlert;

/** Writes down what it hears. */
final class RecordingListener implements CameraListener {

    private final List<String> heard = new ArrayList<>();
    private final List<byte[]> pictures = new ArrayList<>();

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    synchronized List<byte[]> pictures() {
        return List.copyOf(pictures);
    }

    @Override
    public synchronized void counts(CameraCounts counts) {
        heard.add("counts %d %d".formatted(counts.forward(), counts.backward()));
    }

    @Override
    public synchronized void crossed(LineCrossing crossing) {
        heard.add("crossed %s %s %s".formatted(crossing.id(), crossing.line(), crossing.direction()));
    }

    @Override
    public synchronized void object(ObjectEvent event) {
        heard.add("object %s %s".formatted(event.id(), event.phase()));
    }

    @Override
    public synchronized void alert(ViewAlert alert) {
        heard.add("alert %s %s".formatted(alert.id(), alert.state()));
    }

    @Override
    public synchronized void snapshot(Snapshot snapshot) {
        heard.add("snapshot");
        pictures.add(snapshot.jpeg());
    }

    @Override
    public synchronized void status(CameraStatus status) {
        heard.add(status.state() == CameraStatus.State.CONNECTED ? "connected" : "disconnected " + status.reason());
    }
}
