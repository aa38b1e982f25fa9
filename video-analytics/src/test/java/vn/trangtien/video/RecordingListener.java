package vn.trangtien.video;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps everything a camera tells. */
final class RecordingListener implements CameraListener {

    final List<CameraCounts> counts = new CopyOnWriteArrayList<>();
    final List<LineCrossing> crossings = new CopyOnWriteArrayList<>();
    final List<Snapshot> pictures = new CopyOnWriteArrayList<>();
    final List<CameraStatus> states = new CopyOnWriteArrayList<>();

    @Override
    public void counts(CameraCounts told) {
        counts.add(told);
    }

    @Override
    public void crossed(LineCrossing crossing) {
        crossings.add(crossing);
    }

    @Override
    public void snapshot(Snapshot snapshot) {
        pictures.add(snapshot);
    }

    @Override
    public void status(CameraStatus status) {
        states.add(status);
    }

    final List<ObjectEvent> objects = new CopyOnWriteArrayList<>();
    final List<ViewAlert> alerts = new CopyOnWriteArrayList<>();

    @Override
    public void object(ObjectEvent event) {
        objects.add(event);
    }

    final List<Clip> clips = new CopyOnWriteArrayList<>();

    @Override
    public void clip(Clip clip) {
        clips.add(clip);
    }

    @Override
    public void alert(ViewAlert alert) {
        alerts.add(alert);
    }

    /** Pictures of the place, without those of single objects. */
    List<Snapshot> overviews() {
        return pictures.stream().filter(picture -> picture.object().isEmpty()).toList();
    }

    List<CameraStatus.State> stateNames() {
        return states.stream().map(CameraStatus::state).toList();
    }
}
