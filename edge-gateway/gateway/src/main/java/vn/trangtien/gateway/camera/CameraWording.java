package vn.trangtien.gateway.camera;

import java.util.Optional;
import vn.trangtien.video.Clip;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.wire.CameraAlertMessage;
import vn.trangtien.wire.CameraObjectMessage;
import vn.trangtien.wire.ClipMessage;
import vn.trangtien.wire.LineCrossedMessage;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SnapshotMessage;

/**
 * The words of the video analytics in those of the wire.
 *
 * @param clearFor the purpose that a clear picture carries
 */
record CameraWording(String camera, Optional<String> clearFor) {

    LineCrossedMessage crossing(LineCrossing crossing, Origin origin) {
        return new LineCrossedMessage(
                camera,
                crossing.id(),
                crossing.line(),
                LineCrossedMessage.Direction.valueOf(crossing.direction().name()),
                Optional.of(crossing.label()),
                crossing.object(),
                crossing.at(),
                origin);
    }

    CameraObjectMessage object(ObjectEvent event, Origin origin) {
        var box = event.box();
        return new CameraObjectMessage(
                camera,
                event.id(),
                CameraObjectMessage.Phase.valueOf(event.phase().name()),
                event.label(),
                event.score(),
                event.topScore(),
                new CameraObjectMessage.Box(box.left(), box.top(), box.width(), box.height()),
                event.zones(),
                event.enteredZones(),
                event.stationary(),
                event.speedKmh(),
                event.plate()
                        .map(plate -> new CameraObjectMessage.Plate(plate.hash(), plate.text(), plate.confidence())),
                event.hasSnapshot(),
                event.hasClip(),
                event.detector(),
                event.startedAt(),
                event.at(),
                origin);
    }

    CameraAlertMessage alert(ViewAlert alert, Origin origin) {
        return new CameraAlertMessage(
                camera,
                alert.id(),
                alert.kind().name(),
                CameraAlertMessage.State.valueOf(alert.state().name()),
                alert.rule(),
                alert.object(),
                alert.value(),
                alert.confidence(),
                alert.reason(),
                alert.reasonVietnamese(),
                alert.at(),
                origin);
    }

    SnapshotMessage picture(Snapshot snapshot, Origin origin) {
        return new SnapshotMessage(
                camera,
                snapshot.takenAt(),
                snapshot.width(),
                snapshot.height(),
                snapshot.object(),
                snapshot.masked() ? Optional.empty() : purpose(),
                snapshot.jpeg(),
                origin);
    }

    ClipMessage film(Clip clip, byte[] mp4, Origin origin) {
        return new ClipMessage(
                camera,
                clip.object(),
                clip.startedAt(),
                clip.length(),
                clip.masked() ? Optional.empty() : purpose(),
                mp4,
                origin);
    }

    /** What is clear must never look masked to the cloud, whatever the policy says by now. */
    private Optional<String> purpose() {
        return clearFor.or(() -> Optional.of("unstated"));
    }
}
