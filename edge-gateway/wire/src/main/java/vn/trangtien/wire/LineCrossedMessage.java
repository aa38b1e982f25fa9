package vn.trangtien.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object passed a counting line once.
 *
 * @param id unique per crossing, so that a repeated delivery is recognised
 * @param line name of the counting line
 */
public record LineCrossedMessage(
        String camera, String id, String line, Direction direction, Instant at, Origin origin) {

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
        require("camera", camera);
        require("id", id);
        require("line", line);
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
        origin.addTo(payload);
        return payload.build();
    }

    /**
     * Judges a received payload.
     *
     * @return empty if a part is missing or of the wrong type, or the event is of another kind
     */
    public static Optional<LineCrossedMessage> read(KuraPayload payload) {
        Optional<String> camera = text(payload, MetricNames.CAMERA);
        Optional<String> id = text(payload, MetricNames.EVENT_ID);
        Optional<String> line = text(payload, MetricNames.LINE);
        Optional<Direction> direction = text(payload, MetricNames.DIRECTION).flatMap(Direction::of);
        OptionalLong at = payload.int64(MetricNames.EVENT_TIMESTAMP);
        boolean crossing = payload.text(MetricNames.EVENT_TYPE).equals(Optional.of(TYPE));
        if (!crossing || camera.isEmpty() || id.isEmpty() || line.isEmpty() || direction.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LineCrossedMessage(
                camera.get(),
                id.get(),
                line.get(),
                direction.get(),
                Instant.ofEpochMilli(at.getAsLong()),
                Origin.of(payload)));
    }

    private static Optional<String> text(KuraPayload payload, String name) {
        return payload.text(name).filter(value -> !value.isEmpty());
    }

    private static void require(String field, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a line crossing needs its " + field + ", but it was empty");
        }
    }
}
