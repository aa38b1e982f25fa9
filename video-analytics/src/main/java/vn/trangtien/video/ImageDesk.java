package vn.trangtien.video;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.event.BestShots;
import vn.trangtien.video.privacy.ImageAudit;
import vn.trangtien.video.privacy.ImageRecord;
import vn.trangtien.video.privacy.ImageUse;
import vn.trangtien.video.privacy.JpegEncoder;
import vn.trangtien.video.privacy.Retention;
import vn.trangtien.video.track.TrackedObject;

/**
 * When a picture is due, and the way it leaves: covered by the guard, recorded by the audit, then handed over. Keeps the best
 * picture of each object that is followed, already covered and encoded, until the object is gone. Confined to the thread of
 * its camera.
 */
final class ImageDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImageDesk.class);

    private static final long NEVER = Long.MIN_VALUE;
    /** A busy road has several crossings a second; nobody looks at more than one picture. */
    private static final long CLOSEST_MICROS = 1_000_000;
    /** Best pictures that are kept at the same time, about 50 kB each. */
    private static final int MOST_KEPT = 16;

    private final CameraConfig config;
    private final CameraListener listener;
    private final Meter meter;
    private final ImageAudit audit;
    private final long everyMicros;
    private final JpegEncoder encoder = new JpegEncoder();
    private final BestShots shots = new BestShots();
    private final Map<String, Shot> kept = new HashMap<>();
    private long overviewMicros = NEVER;
    private long withheldMicros = NEVER;

    private record Shot(byte[] jpeg, int width, int height, ImageUse use, Instant takenAt) {}

    ImageDesk(CameraConfig config, CameraListener listener, Meter meter, ImageAudit audit) {
        this.config = config;
        this.listener = listener;
        this.meter = meter;
        this.audit = audit;
        this.everyMicros = config.snapshotEvery().toNanos() / 1000;
    }

    /**
     * Takes the picture that is due, if one is.
     *
     * @param told objects whose life others know of
     * @return objects of which a first picture was sent
     */
    List<String> take(FrameView view, Map<String, TrackedObject> told) {
        if (everyMicros == 0 || config.privacy().imageAt(view.at()) == ImageUse.NONE) {
            return List.of();
        }
        long micros = view.micros();
        boolean overview = isOverviewDue(view.result(), micros);
        List<String> wanted = config.events().pictures() ? shots.wanted(told, micros) : List.of();
        if (!overview && wanted.isEmpty()) {
            return List.of();
        }
        if (!view.isSure()) {
            withhold(micros);
            return List.of();
        }
        Optional<Shot> taken = shot(view);
        if (taken.isEmpty()) {
            return List.of();
        }
        Shot shot = taken.get();
        if (overview) {
            overviewMicros = micros;
            send(shot, Optional.empty());
        }
        shots.taken(wanted, told, micros);
        return wanted.stream().filter(id -> keepOrSend(id, shot)).toList();
    }

    /** Counted at most once a second, however many frames pass until a picture may leave. */
    private void withhold(long micros) {
        if (withheldMicros == NEVER || micros - withheldMicros >= CLOSEST_MICROS) {
            withheldMicros = micros;
            meter.withheldImage();
        }
    }

    private boolean isOverviewDue(FrameAnalysis.Result result, long micros) {
        if (result.motion().learning()) {
            return false;
        }
        long since = overviewMicros == NEVER ? Long.MAX_VALUE : micros - overviewMicros;
        return since >= everyMicros
                || (since >= CLOSEST_MICROS && !result.rules().crossings().isEmpty());
    }

    private Optional<Shot> shot(FrameView view) {
        return view.picture()
                .map(picture -> new Shot(
                        encoder.encode(picture.image()),
                        picture.image().width(),
                        picture.image().height(),
                        picture.use(),
                        view.at()));
    }

    /** The first picture of an object is sent at once, so that somebody can look; better ones wait for the best. */
    private boolean keepOrSend(String id, Shot shot) {
        if (kept.containsKey(id)) {
            kept.put(id, shot);
            return false;
        }
        if (kept.size() >= MOST_KEPT || !send(shot, Optional.of(id))) {
            return false;
        }
        kept.put(id, SENT);
        return true;
    }

    private static final Shot SENT = new Shot(new byte[0], 0, 0, ImageUse.NONE, Instant.EPOCH);

    /** The object is gone: sends its best picture, if that is another than the first. */
    void ended(String id) {
        Shot best = kept.remove(id);
        if (best != null && best != SENT) {
            send(best, Optional.of(id));
        }
    }

    private boolean send(Shot shot, Optional<String> object) {
        boolean clear = shot.use == ImageUse.CLEAR;
        Retention retention = clear ? Retention.CLEAR : object.isPresent() ? Retention.EVENT : Retention.OVERVIEW;
        try {
            audit.leaves(new ImageRecord(
                    config.id(),
                    ImageRecord.Kind.SNAPSHOT,
                    shot.use,
                    clear ? config.privacy().purpose() : Optional.empty(),
                    retention,
                    object,
                    shot.jpeg.length,
                    Fingerprint.of(shot.jpeg),
                    shot.takenAt));
        } catch (RuntimeException e) {
            // What cannot be recorded does not leave.
            LOG.error("camera={} image=withheld reason=\"audit failed: {}\"", config.id(), e.getMessage());
            meter.withheldImage();
            return false;
        }
        meter.sentImage();
        listener.snapshot(new Snapshot(
                config.id(), shot.jpeg.clone(), shot.width, shot.height, shot.takenAt, object, !clear, retention));
        return true;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
