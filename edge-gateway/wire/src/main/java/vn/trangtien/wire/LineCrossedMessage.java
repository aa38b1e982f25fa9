package vn.trangtien.wire;

import java.time.Instant;
import java.util.Optional;

/**
 * An object passed a counting line once.
 *
 * @param id unique per crossing, so that a repeated delivery is recognised
 * @param line name of the counting line
 * @param label what it is; empty from cameras that only see motion
 * @param object id of its {@link CameraObjectMessage}; empty from gateways that send none
 */
public record LineCrossedMessage(
        String camera,
        String id,
        String line,
        Direction direction,
        Optional<String> label,
        Optional<String> object,
        Instant at,
        Origin origin) {

    /** Value of {@link MetricNames#EVENT_TYPE}. */
    public static final String TYPE = "line-crossed";

    /** Which way, as the line was drawn. */
    public enum Direction {
        FORWARD,
        BACKWARD;

        static Optional<Direction> of(String name) {
            for (Direction direction : values()) {
                if (direction.name().equals(name)) {
                    return Optional.of(direction);
                }
            }
            return Optional.empty();
        }
    }

    public LineCrossedMessage {
        Needed.text("a line crossing", "camera", camera);
        Needed.text("a line crossing", "id", id);
        Needed.text("a line crossing", "line", line);
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder()
                .timestampMs(at.toEpochMilli())
                .metric(MetricNames.CAMERA, camera)
                .metric(MetricNames.EVENT_ID, id)
                .metric(MetricNames.EVENT_TYPE, TYPE)
                .metric(MetricNames.LINE, line)
                .metric(MetricNames.DIRECTION, direction.name())
                .metric(MetricNames.EVENT_TIMESTAMP, at.toEpochMilli());
        label.ifPresent(what -> payload.metric(MetricNames.LABEL, what));
        object.ifPresent(which -> payload.metric(MetricNames.OBJECT, which));
        origin.addTo(payload);
        return payload.build();
    }

    /**
     * Judges a received payload.
     *
     * @return empty if a part is missing or of the wrong type, or the event is of another kind
     */
    public static Optional<LineCrossedMessage> read(KuraPayload payload) {
        Optional<String> camera = Needed.text(payload, MetricNames.CAMERA);
        Optional<String> id = Needed.text(payload, MetricNames.EVENT_ID);
        Optional<String> line = Needed.text(payload, MetricNames.LINE);
        Optional<Direction> direction =
                Needed.text(payload, MetricNames.DIRECTION).flatMap(Direction::of);
        Optional<Instant> at = Needed.instant(payload, MetricNames.EVENT_TIMESTAMP);
        boolean crossing = payload.text(MetricNames.EVENT_TYPE).equals(Optional.of(TYPE));
        if (!crossing || camera.isEmpty() || id.isEmpty() || line.isEmpty() || direction.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LineCrossedMessage(
                camera.get(),
                id.get(),
                line.get(),
                direction.get(),
                Needed.text(payload, MetricNames.LABEL),
                Needed.text(payload, MetricNames.OBJECT),
                at.get(),
                Origin.of(payload)));
    }
}
