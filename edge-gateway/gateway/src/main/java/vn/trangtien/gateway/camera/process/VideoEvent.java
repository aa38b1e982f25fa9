package vn.trangtien.gateway.camera.process;

import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.Clip;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.ViewAlert;

/** What the child tells. */
sealed interface VideoEvent {

    /** The child lives. */
    record Heartbeat() implements VideoEvent {}

    /** What one camera sees. */
    sealed interface OfCamera extends VideoEvent {

        String camera();

        /** Tells it as the camera would. */
        void tell(CameraListener listener);

        /** Nobody wants to know it any more: gives back what came with it. */
        default void drop() {}
    }

    record Counted(CameraCounts counts) implements OfCamera {

        @Override
        public String camera() {
            return counts.camera();
        }

        @Override
        public void tell(CameraListener listener) {
            listener.counts(counts);
        }
    }

    record Crossed(LineCrossing crossing) implements OfCamera {

        @Override
        public String camera() {
            return crossing.camera();
        }

        @Override
        public void tell(CameraListener listener) {
            listener.crossed(crossing);
        }
    }

    record Seen(ObjectEvent event) implements OfCamera {

        @Override
        public String camera() {
            return event.camera();
        }

        @Override
        public void tell(CameraListener listener) {
            listener.object(event);
        }
    }

    record Alerted(ViewAlert alert) implements OfCamera {

        @Override
        public String camera() {
            return alert.camera();
        }

        @Override
        public void tell(CameraListener listener) {
            listener.alert(alert);
        }
    }

    record Pictured(Snapshot snapshot) implements OfCamera {

        @Override
        public String camera() {
            return snapshot.camera();
        }

        @Override
        public void tell(CameraListener listener) {
            listener.snapshot(snapshot);
        }
    }

    record Filmed(Clip clip) implements OfCamera {

        @Override
        public String camera() {
            return clip.camera();
        }

        @Override
        public void tell(CameraListener listener) {
            listener.clip(clip);
        }

        @Override
        public void drop() {
            clip.remove();
        }
    }

    record Stands(CameraStatus status) implements OfCamera {

        @Override
        public String camera() {
            return status.camera();
        }

        @Override
        public void tell(CameraListener listener) {
            listener.status(status);
        }
    }
}
