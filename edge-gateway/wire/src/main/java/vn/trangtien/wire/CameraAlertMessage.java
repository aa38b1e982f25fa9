package vn.trangtien.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something in a camera's view, or about the camera itself, began or is over, on {@code account/client/CAM-V1/alert/camera}.
 *
 * @param camera name of the camera within the gateway
 * @param id the same at the beginning and at the end
 * @param kind {@code WRONG_WAY}, {@code CROWD}, {@code FROZEN} …; readers pass over kinds that they do not know
 * @param state whether it began or is over
 * @param rule name of the zone, line or rule in the configuration; the kind for what has none
 * @param object id of the object that it is about; empty if it is about none
 * @param value what was measured
 * @param confidence 0 to 1
 * @param reason for people, in English
 * @param reasonVietnamese for people, in Vietnamese
 */
public record CameraAlertMessage(
        String camera,
        String id,
        String kind,
        State state,
        String rule,
        Optional<String> object,
        OptionalDouble value,
        double confidence,
        String reason,
        String reasonVietnamese,
        Instant at,
        Origin origin) {

    /** Whether it holds from now on. */
    public enum State {
        BEGAN,
        ENDED
    }

    public CameraAlertMessage {
        Needed.text("an alert of a camera", "camera", camera);
        Needed.text("an alert of a camera", "id", id);
        Needed.text("an alert of a camera", "kind", kind);
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder()
                .timestampMs(at.toEpochMilli())
                .metric(MetricNames.CAMERA, camera)
                .metric(MetricNames.EVENT_ID, id)
                .metric(MetricNames.EVENT_TYPE, kind)
                .metric("state", state.name())
                .metric("rule", rule)
                .metric("confidence", confidence)
                .metric("reason", reason)
                .metric("reason.vi", reasonVietnamese)
                .metric(MetricNames.EVENT_TIMESTAMP, at.toEpochMilli());
        object.ifPresent(id -> payload.metric(MetricNames.OBJECT, id));
        value.ifPresent(number -> payload.metric("value", number));
        origin.addTo(payload);
        return payload.build();
    }

    /** Judges a received payload; empty if something needed is missing or of the wrong type. */
    public static Optional<CameraAlertMessage> read(KuraPayload payload) {
        Optional<String> camera = Needed.text(payload, MetricNames.CAMERA);
        Optional<String> id = Needed.text(payload, MetricNames.EVENT_ID);
        Optional<String> kind = Needed.text(payload, MetricNames.EVENT_TYPE);
        Optional<State> state = Needed.constant(payload, "state", State.values());
        Optional<Instant> at = Needed.instant(payload, MetricNames.EVENT_TIMESTAMP);
        if (camera.isEmpty() || id.isEmpty() || kind.isEmpty() || state.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CameraAlertMessage(
                camera.get(),
                id.get(),
                kind.get(),
                state.get(),
                payload.text("rule").orElse(kind.get()),
                Needed.text(payload, MetricNames.OBJECT),
                Needed.number(payload, "value"),
                Needed.share(payload, "confidence"),
                payload.text("reason").orElse(""),
                payload.text("reason.vi").orElse(""),
                at.get(),
                Origin.of(payload)));
    }
}
