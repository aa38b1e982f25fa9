package vn.trangtien.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The state of one object in front of a camera, on {@code account/client/CAM-V1/object/camera}. Each message tells everything, so
 * that a lost one harms nothing.
 *
 * @param camera name of the camera within the gateway
 * @param id of the object, unique over cameras and restarts
 * @param phase where in its life
 * @param label what it is: {@code person}, {@code car}, {@code moving} …
 * @param score of the last detection, 0 to 1
 * @param topScore best score of its life
 * @param box where it is, in shares of the picture
 * @param zones in which it is now
 * @param enteredZones in which it has been, in order
 * @param stationary whether it stands still
 * @param speedKmh estimated; empty without calibration
 * @param plate a number plate that was read; empty for none
 * @param hasSnapshot whether a picture of it was sent
 * @param hasClip whether a clip of it was sent
 * @param detector id and version of what saw it
 */
public record CameraObjectMessage(
        String camera,
        String id,
        Phase phase,
        String label,
        double score,
        double topScore,
        Box box,
        List<String> zones,
        List<String> enteredZones,
        boolean stationary,
        OptionalDouble speedKmh,
        Optional<Plate> plate,
        boolean hasSnapshot,
        boolean hasClip,
        String detector,
        Instant startedAt,
        Instant at,
        Origin origin) {

    /** Separates names in a list; a name never holds it. */
    private static final String SEPARATOR = "\n";

    /** Where in its life an object is. */
    public enum Phase {
        NEW,
        UPDATE,
        END
    }

    /** A rectangle in shares of the picture, from the upper left corner. */
    public record Box(double left, double top, double width, double height) {}

    /**
     * @param hash of the number under the camera's key, hex
     * @param text the number itself, only for a lawful purpose
     * @param confidence 0 to 1
     */
    public record Plate(String hash, Optional<String> text, double confidence) {}

    public CameraObjectMessage {
        Needed.text("an object of a camera", "camera", camera);
        Needed.text("an object of a camera", "id", id);
        Needed.text("an object of a camera", "label", label);
        zones = List.copyOf(zones);
        enteredZones = List.copyOf(enteredZones);
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder()
                .timestampMs(at.toEpochMilli())
                .metric(MetricNames.CAMERA, camera)
                .metric(MetricNames.EVENT_ID, id)
                .metric("phase", phase.name())
                .metric(MetricNames.LABEL, label)
                .metric("score", score)
                .metric("top_score", topScore)
                .metric("box.left", box.left())
                .metric("box.top", box.top())
                .metric("box.width", box.width())
                .metric("box.height", box.height())
                .metric("zones", String.join(SEPARATOR, zones))
                .metric("entered_zones", String.join(SEPARATOR, enteredZones))
                .metric("stationary", stationary)
                .metric("has_snapshot", hasSnapshot)
                .metric("has_clip", hasClip)
                .metric("detector", detector)
                .metric("started_timestamp", startedAt.toEpochMilli())
                .metric(MetricNames.EVENT_TIMESTAMP, at.toEpochMilli());
        speedKmh.ifPresent(speed -> payload.metric("speed", speed));
        plate.ifPresent(read -> {
            payload.metric("plate.hash", read.hash()).metric("plate.confidence", read.confidence());
            read.text().ifPresent(text -> payload.metric("plate.text", text));
        });
        origin.addTo(payload);
        return payload.build();
    }

    /** Judges a received payload; empty if something needed is missing or of the wrong type. */
    public static Optional<CameraObjectMessage> read(KuraPayload payload) {
        Optional<String> camera = Needed.text(payload, MetricNames.CAMERA);
        Optional<String> id = Needed.text(payload, MetricNames.EVENT_ID);
        Optional<String> label = Needed.text(payload, MetricNames.LABEL);
        Optional<Phase> phase = Needed.constant(payload, "phase", Phase.values());
        Optional<Instant> started = Needed.instant(payload, "started_timestamp");
        Optional<Instant> at = Needed.instant(payload, MetricNames.EVENT_TIMESTAMP);
        Optional<Box> box = box(payload);
        if (camera.isEmpty()
                || id.isEmpty()
                || label.isEmpty()
                || phase.isEmpty()
                || started.isEmpty()
                || at.isEmpty()
                || box.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CameraObjectMessage(
                camera.get(),
                id.get(),
                phase.get(),
                label.get(),
                Needed.share(payload, "score"),
                Needed.share(payload, "top_score"),
                box.get(),
                names(payload, "zones"),
                names(payload, "entered_zones"),
                Needed.flag(payload, "stationary"),
                Needed.number(payload, "speed"),
                plate(payload),
                Needed.flag(payload, "has_snapshot"),
                Needed.flag(payload, "has_clip"),
                payload.text("detector").orElse(""),
                started.get(),
                at.get(),
                Origin.of(payload)));
    }

    private static Optional<Box> box(KuraPayload payload) {
        OptionalDouble left = Needed.number(payload, "box.left");
        OptionalDouble top = Needed.number(payload, "box.top");
        OptionalDouble width = Needed.number(payload, "box.width");
        OptionalDouble height = Needed.number(payload, "box.height");
        if (left.isEmpty() || top.isEmpty() || width.isEmpty() || height.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Box(left.getAsDouble(), top.getAsDouble(), width.getAsDouble(), height.getAsDouble()));
    }

    private static Optional<Plate> plate(KuraPayload payload) {
        return Needed.text(payload, "plate.hash")
                .map(hash ->
                        new Plate(hash, Needed.text(payload, "plate.text"), Needed.share(payload, "plate.confidence")));
    }

    private static List<String> names(KuraPayload payload, String metric) {
        return Needed.text(payload, metric)
                .map(text -> List.of(text.split(SEPARATOR)))
                .orElse(List.of());
    }
}
