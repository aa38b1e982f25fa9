package vn.trangtien.wire;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a camera.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param object id of the {@link CameraObjectMessage} that it shows best; empty for a picture of the whole view
 * @param clearFor the purpose for which persons and plates are shown; empty when they are hidden
 * @param jpeg the picture; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record SnapshotMessage(
        String camera,
        Instant takenAt,
        int width,
        int height,
        Optional<String> object,
        Optional<String> clearFor,
        byte[] jpeg,
        Origin origin) {

    public SnapshotMessage {
        if (camera.isEmpty()) {
            throw new IllegalArgumentException("a snapshot needs the name of its camera, but it was empty");
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a snapshot of '%s' must be at least 1x1 pixels, but was %dx%d".formatted(camera, width, height));
        }
        if (jpeg.length == 0) {
            throw new IllegalArgumentException("a snapshot of '" + camera + "' needs a picture, but it has no bytes");
        }
        jpeg = jpeg.clone();
    }

    @Override
    public byte[] jpeg() {
        return jpeg.clone();
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder()
                .timestampMs(takenAt.toEpochMilli())
                .metric(MetricNames.CAMERA, camera)
                .metric(MetricNames.TAKEN_TIMESTAMP, takenAt.toEpochMilli())
                .metric(MetricNames.WIDTH, width)
                .metric(MetricNames.HEIGHT, height)
                .body(jpeg);
        object.ifPresent(which -> payload.metric(MetricNames.OBJECT, which));
        clearFor.ifPresent(purpose -> payload.metric(MetricNames.CLEAR_FOR, purpose));
        origin.addTo(payload);
        return payload.build();
    }

    /**
     * Judges a received payload.
     *
     * @return empty if a part is missing or of the wrong type
     */
    public static Optional<SnapshotMessage> read(KuraPayload payload) {
        Optional<String> camera = payload.text(MetricNames.CAMERA);
        OptionalLong taken = payload.int64(MetricNames.TAKEN_TIMESTAMP);
        OptionalInt width = pixels(payload, MetricNames.WIDTH);
        OptionalInt height = pixels(payload, MetricNames.HEIGHT);
        byte @Nullable [] body = payload.sharedBody();
        if (camera.isEmpty()
                || camera.get().isEmpty()
                || taken.isEmpty()
                || width.isEmpty()
                || height.isEmpty()
                || body == null
                || body.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new SnapshotMessage(
                camera.get(),
                Instant.ofEpochMilli(taken.getAsLong()),
                width.getAsInt(),
                height.getAsInt(),
                Needed.text(payload, MetricNames.OBJECT),
                Needed.text(payload, MetricNames.CLEAR_FOR),
                body,
                Origin.of(payload)));
    }

    private static OptionalInt pixels(KuraPayload payload, String name) {
        return payload.metrics().get(name) instanceof MetricValue.Int32Value whole && whole.value() > 0
                ? OptionalInt.of(whole.value())
                : OptionalInt.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SnapshotMessage that
                && camera.equals(that.camera)
                && takenAt.equals(that.takenAt)
                && width == that.width
                && height == that.height
                && object.equals(that.object)
                && clearFor.equals(that.clearFor)
                && origin.equals(that.origin)
                && Arrays.equals(jpeg, that.jpeg);
    }

    @Override
    public int hashCode() {
        return Objects.hash(camera, takenAt, width, height, object, clearFor, origin, Arrays.hashCode(jpeg));
    }

    @Override
    public String toString() {
        return "SnapshotMessage[camera=%s, takenAt=%s, %dx%d, %d bytes]"
                .formatted(camera, takenAt, width, height, jpeg.length);
    }
}
