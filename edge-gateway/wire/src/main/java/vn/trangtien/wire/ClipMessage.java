package vn.trangtien.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A short film of one object, on {@code account/client/CAM-V1/clip/camera}. It leaves the gateway only where the camera's policy
 * lets it.
 *
 * @param camera name of the camera within the gateway
 * @param object id of the object
 * @param startedAt time of the first picture
 * @param length how long it is
 * @param clearFor the purpose for which persons and plates are shown; empty when they are hidden
 * @param mp4 the film, at most {@value #MAX_BYTES} bytes; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record ClipMessage(
        String camera,
        String object,
        Instant startedAt,
        Duration length,
        Optional<String> clearFor,
        byte[] mp4,
        Origin origin) {

    /** Leaves room for the rest of the packet below the broker's usual limit of 8 MiB. */
    public static final int MAX_BYTES = 6 << 20;

    public ClipMessage {
        Needed.text("a clip", "camera", camera);
        Needed.text("a clip", "object", object);
        if (mp4.length == 0 || mp4.length > MAX_BYTES) {
            throw new IllegalArgumentException("a clip of '%s' must have 1 to %d bytes, but has %d; make clips shorter"
                    .formatted(camera, MAX_BYTES, mp4.length));
        }
        mp4 = mp4.clone();
    }

    @Override
    public byte[] mp4() {
        return mp4.clone();
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder()
                .timestampMs(startedAt.toEpochMilli())
                .metric(MetricNames.CAMERA, camera)
                .metric(MetricNames.OBJECT, object)
                .metric("started_timestamp", startedAt.toEpochMilli())
                .metric("length_ms", length.toMillis())
                .body(mp4);
        clearFor.ifPresent(purpose -> payload.metric(MetricNames.CLEAR_FOR, purpose));
        origin.addTo(payload);
        return payload.build();
    }

    /** Judges a received payload; empty if something needed is missing or of the wrong type. */
    public static Optional<ClipMessage> read(KuraPayload payload) {
        Optional<String> camera = Needed.text(payload, MetricNames.CAMERA);
        Optional<String> object = Needed.text(payload, MetricNames.OBJECT);
        Optional<Instant> started = Needed.instant(payload, "started_timestamp");
        OptionalLong length = payload.int64("length_ms");
        byte @Nullable [] body = payload.sharedBody();
        if (camera.isEmpty()
                || object.isEmpty()
                || started.isEmpty()
                || length.isEmpty()
                || length.getAsLong() < 0
                || body == null
                || body.length == 0
                || body.length > MAX_BYTES) {
            return Optional.empty();
        }
        return Optional.of(new ClipMessage(
                camera.get(),
                object.get(),
                started.get(),
                Duration.ofMillis(length.getAsLong()),
                Needed.text(payload, MetricNames.CLEAR_FOR),
                body,
                Origin.of(payload)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClipMessage that
                && camera.equals(that.camera)
                && object.equals(that.object)
                && startedAt.equals(that.startedAt)
                && length.equals(that.length)
                && clearFor.equals(that.clearFor)
                && origin.equals(that.origin)
                && Arrays.equals(mp4, that.mp4);
    }

    @Override
    public int hashCode() {
        return Objects.hash(camera, object, startedAt, length, clearFor, origin, Arrays.hashCode(mp4));
    }

    @Override
    public String toString() {
        return "ClipMessage[camera=%s, object=%s, startedAt=%s, %s, %d bytes]"
                .formatted(camera, object, startedAt, length, mp4.length);
    }
}
