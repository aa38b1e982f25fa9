package vn.trangtien.ingest.decoding.kura;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.LineCrossed;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Plausibility;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.decoding.Understood.Identity;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.wire.CameraAlertMessage;
import vn.trangtien.wire.CameraObjectMessage;
import vn.trangtien.wire.ClipMessage;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.LineCrossedMessage;
import vn.trangtien.wire.SnapshotMessage;

/** What cameras say. Thread-safe. */
final class CameraWords {

    /** More zones than anybody draws on one picture. */
    private static final int MAX_ZONES = 64;

    private static final int MAX_PLATE = 16;

    private CameraWords() {}

    static Decoded picture(RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity) {
        Optional<SnapshotMessage> read = SnapshotMessage.read(payload);
        if (read.isEmpty()) {
            return Decoded.of(Reason.INCOMPLETE, "a snapshot without camera, taken_timestamp, width, height or body");
        }
        SnapshotMessage message = read.get();
        if (!Plausibility.isName(message.camera())) {
            return KuraDialect.badName("camera", message.camera());
        }
        byte[] jpeg = message.jpeg();
        if (!Plausibility.isJpeg(jpeg)) {
            return Decoded.of(Reason.NOT_A_JPEG, "the body of a snapshot must be a JPEG, which begins with ff d8 ff");
        }
        return Decoded.of(new Understood.Picture(
                gateway,
                identity,
                KuraDialect.talked(raw),
                message.camera(),
                Plausibility.time(message.takenAt(), message.origin(), raw.receivedAt()),
                message.width(),
                message.height(),
                message.object().filter(Plausibility::isName),
                message.clearFor().map(Plausibility::printable),
                jpeg));
    }

    static Decoded crossing(RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity) {
        Optional<LineCrossedMessage> read = LineCrossedMessage.read(payload);
        if (read.isEmpty()) {
            return Decoded.of(
                    Reason.INCOMPLETE,
                    "a line crossing without camera, event.id, event.type, line, direction or event_timestamp");
        }
        LineCrossedMessage message = read.get();
        for (String name : List.of(message.camera(), message.id(), message.line())) {
            if (!Plausibility.isName(name)) {
                return KuraDialect.badName("camera, event or line", name);
            }
        }
        return Decoded.of(new Understood.Crossing(
                gateway,
                identity,
                KuraDialect.talked(raw),
                new LineCrossed(
                        gateway.account(),
                        gateway.gateway(),
                        message.camera(),
                        message.id(),
                        message.line(),
                        message.direction().name(),
                        Plausibility.time(message.at(), message.origin(), raw.receivedAt()))));
    }

    static Decoded film(RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity) {
        Optional<ClipMessage> read = ClipMessage.read(payload);
        if (read.isEmpty()) {
            return Decoded.of(Reason.INCOMPLETE, "a clip without camera, object, started_timestamp, length_ms or body");
        }
        ClipMessage message = read.get();
        for (String name : List.of(message.camera(), message.object())) {
            if (!Plausibility.isName(name)) {
                return KuraDialect.badName("camera or object", name);
            }
        }
        byte[] mp4 = message.mp4();
        if (!Plausibility.isMp4(mp4)) {
            return Decoded.of(Reason.NOT_AN_MP4, "the body of a clip must be an MP4, which has ftyp at its fifth byte");
        }
        return Decoded.of(new Understood.Film(
                gateway,
                identity,
                KuraDialect.talked(raw),
                message.camera(),
                Plausibility.time(message.startedAt(), message.origin(), raw.receivedAt()),
                message.length(),
                message.object(),
                message.clearFor().map(Plausibility::printable),
                mp4));
    }

    static Decoded object(RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity) {
        Optional<CameraObjectMessage> read = CameraObjectMessage.read(payload);
        if (read.isEmpty()) {
            return Decoded.of(
                    Reason.INCOMPLETE,
                    "an object without camera, event.id, phase, label, box, started_timestamp or event_timestamp");
        }
        CameraObjectMessage message = read.get();
        for (String name : List.of(message.camera(), message.id(), message.label())) {
            if (!Plausibility.isName(name)) {
                return KuraDialect.badName("camera, object or label", name);
            }
        }
        var box = message.box();
        var plate = message.plate();
        var event = new ObjectSeen(
                gateway.account(),
                gateway.gateway(),
                message.camera(),
                message.id(),
                message.phase().name(),
                message.label(),
                message.score(),
                message.topScore(),
                new ObjectSeen.Area(box.left(), box.top(), box.width(), box.height()),
                zones(message.zones()),
                zones(message.enteredZones()),
                message.stationary(),
                number(message.speedKmh()),
                plate.map(one -> Plausibility.printable(one.hash())).orElse(null),
                message.hasSnapshot(),
                message.hasClip(),
                Plausibility.printable(message.detector()),
                Plausibility.time(message.startedAt(), message.origin(), raw.receivedAt()),
                Plausibility.time(message.at(), message.origin(), raw.receivedAt()),
                message.origin().simulated());
        return Decoded.of(new Understood.Seen(
                gateway,
                identity,
                KuraDialect.talked(raw),
                event,
                plate.flatMap(CameraObjectMessage.Plate::text).map(text -> Plausibility.printable(text, MAX_PLATE))));
    }

    static Decoded alert(RawMessage raw, GatewayId gateway, KuraPayload payload, Optional<Identity> identity) {
        Optional<CameraAlertMessage> read = CameraAlertMessage.read(payload);
        if (read.isEmpty()) {
            return Decoded.of(
                    Reason.INCOMPLETE,
                    "an alert without camera, event.id, event.type, state (BEGAN or ENDED) or event_timestamp");
        }
        CameraAlertMessage message = read.get();
        for (String name : List.of(message.camera(), message.id(), message.kind())) {
            if (!Plausibility.isName(name)) {
                return KuraDialect.badName("camera, alert or kind", name);
            }
        }
        return Decoded.of(new Understood.Alerted(
                gateway,
                identity,
                KuraDialect.talked(raw),
                new CameraAlert(
                        gateway.account(),
                        gateway.gateway(),
                        message.camera(),
                        message.id(),
                        message.kind(),
                        message.state().name(),
                        Plausibility.printable(message.rule()),
                        message.object().filter(Plausibility::isName).orElse(null),
                        number(message.value()),
                        message.confidence(),
                        Plausibility.printable(message.reason()),
                        Plausibility.printable(message.reasonVietnamese()),
                        Plausibility.time(message.at(), message.origin(), raw.receivedAt()),
                        message.origin().simulated())));
    }

    private static List<String> zones(List<String> told) {
        return told.stream().limit(MAX_ZONES).map(Plausibility::printable).toList();
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
