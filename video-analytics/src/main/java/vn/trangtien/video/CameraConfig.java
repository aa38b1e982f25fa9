package vn.trangtien.video;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.event.EventPolicy;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.source.Pace;
import vn.trangtien.video.source.SourceSettings;

/**
 * One camera and what is wanted of its view. Everything in the picture is given in shares of it, 0 to 1.
 *
 * @param id 1 to 64 letters, digits, {@code -} or {@code _}; names the camera in every event
 * @param source where its pictures come from
 * @param detector what looks at them, by a name of {@link DetectorFactory#open}
 * @param detectFps looks a second while something moves, 0.1 to 30; below 5 moving objects are lost and found again
 * @param minimumBlobShare smallest moving region that is an object, as a share of the picture, above 0 and below 1
 * @param ignored parts in which motion means nothing, such as a burnt-in clock or a flag; they stay visible
 * @param masks areas in which nothing is seen, and which are black in every picture that leaves
 * @param rules what is counted, watched and measured
 * @param privacy what may leave the process
 * @param events which objects are told, and how often
 * @param health when the view counts as frozen, black, covered, blurred or turned away
 * @param snapshotEvery distance of views of the place, at least 1 s; zero for none
 */
public record CameraConfig(
        String id,
        SourceSettings source,
        String detector,
        double detectFps,
        double minimumBlobShare,
        List<Box> ignored,
        List<Polygon> masks,
        ViewRules rules,
        PrivacyPolicy privacy,
        EventPolicy events,
        HealthSettings health,
        Duration snapshotEvery) {

    /** Below this rate a tracker loses what it follows. */
    public static final double USUAL_DETECT_FPS = 5;

    private static final double SLOWEST_DETECT_FPS = 0.1;
    private static final double FASTEST_DETECT_FPS = 30;
    private static final double USUAL_BLOB_SHARE = 0.0012;
    private static final int MOST_AREAS = 64;

    public CameraConfig {
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "camera id must be 1 to 64 letters, digits, - or _, but was \"%s\"; rename the camera"
                            .formatted(id));
        }
        if (detector.isBlank()) {
            throw refused(id, "detector must be auto, ssd, centernet, blob or the name of a model, but was blank");
        }
        if (!(detectFps >= SLOWEST_DETECT_FPS && detectFps <= FASTEST_DETECT_FPS)) {
            throw refused(id, "detectFps must be 0.1 to 30 looks a second, but was %s; 5 is usual", detectFps);
        }
        if (!(minimumBlobShare > 0 && minimumBlobShare < 1)) {
            throw refused(
                    id,
                    "minimumBlobShare must be a share of the picture above 0 and below 1, but was %s; 0.001 is usual",
                    minimumBlobShare);
        }
        if (ignored.size() > MOST_AREAS || masks.size() > MOST_AREAS) {
            throw refused(
                    id,
                    "ignored and masks must be at most 64 areas each, but were %s and %s; join some",
                    ignored.size(),
                    masks.size());
        }
        if (snapshotEvery.isNegative()
                || !snapshotEvery.isZero() && snapshotEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw refused(
                    id, "snapshotEvery must be at least 1 s, or 0 for none, but was %s; 30 s is usual", snapshotEvery);
        }
        ignored = List.copyOf(ignored);
        masks = List.copyOf(masks);
    }

    private static IllegalArgumentException refused(String id, String message, Object... values) {
        return new IllegalArgumentException("camera " + id + ": " + message.formatted(values));
    }

    /** A view that nobody has looked at yet: counts across the middle of the picture. */
    public static CameraConfig of(String id, String source) {
        return new CameraConfig(
                id,
                SourceSettings.of(source),
                DetectorFactory.AUTO,
                USUAL_DETECT_FPS,
                USUAL_BLOB_SHARE,
                List.of(),
                List.of(),
                ViewRules.counting(CountingLine.ACROSS_THE_MIDDLE),
                PrivacyPolicy.MASKED,
                EventPolicy.DEFAULT,
                HealthSettings.DEFAULT,
                Duration.ofSeconds(5));
    }

    /** The same camera with some settings changed: {@code config.with(c -> c.detector("ssd").masks(areas))}. */
    public CameraConfig with(Consumer<CameraConfigBuilder> change) {
        var builder = new CameraConfigBuilder(this);
        change.accept(builder);
        return builder.build();
    }

    public CameraConfig withRules(ViewRules newRules) {
        return with(c -> c.rules(newRules));
    }

    /** Counts on this line and asks nothing else of the view. */
    public CameraConfig withLine(CountingLine line) {
        return withRules(ViewRules.counting(line));
    }

    public CameraConfig withDetector(String name) {
        return with(c -> c.detector(name));
    }

    public CameraConfig withMinimumBlobShare(double share) {
        return with(c -> c.minimumBlobShare(share));
    }

    public CameraConfig withIgnored(List<Box> boxes) {
        return with(c -> c.ignored(boxes));
    }

    public CameraConfig withPace(Pace pace) {
        return with(c -> c.source(source.withPace(pace)));
    }

    public CameraConfig withLoop(boolean again) {
        return with(c -> c.source(source.withLoop(again)));
    }

    public CameraConfig withTimeout(Duration silence) {
        return with(c -> c.source(source.withTimeout(silence)));
    }

    public CameraConfig withSnapshotEvery(Duration distance) {
        return with(c -> c.snapshotEvery(distance));
    }

    public CameraConfig withHealth(HealthSettings settings) {
        return with(c -> c.health(settings));
    }

    public CameraConfig withPrivacy(PrivacyPolicy policy) {
        return with(c -> c.privacy(policy));
    }
}
