package vn.trangtien.video.track;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Stage;

/**
 * Follows things from frame to frame, by what moves in every frame and, where there is a detector, by what it names now and
 * then.
 *
 * <p>Blobs: each track predicts its place; the best fitting pairs of prediction and blob are joined first. Two vehicles that
 * pass each other melt into one blob for a while: neither is corrected by the common blob then, both move on as predicted, and
 * each finds its own blob again afterwards. A blob that lies within a known object is a part of it, not a new one.
 *
 * <p>Detections ({@link #detected}): the sure ones choose first, the unsure ones only carry on what nothing else has carried
 * on and never begin anything, as in ByteTrack (Zhang et al. 2021). An object that moves but was never named is followed as
 * {@code moving} and takes over the name as soon as it has one; between two detections a fitting blob corrects its place.
 *
 * <p>Confined to one thread. All times are presentation times; frames may come irregularly.
 */
public final class Tracker implements Stage<MotionFrame, TrackedFrame> {

    /** Frames this far ahead do not continue what was before. */
    private static final long LONGEST_GAP_MICROS = 60_000_000;
    /** Where nobody looks and nothing moves, a thing that was about to move off is forgotten after this. */
    private static final long LOOKED_AWAY_MICROS = 20_000_000;
    /** An object behind another one is waited for, but not longer than this. */
    private static final long COVERED_MICROS = 5_000_000;
    /** So much of it must be behind the other one. */
    private static final double COVERED_SHARE = 0.4;
    /** Below this many looks a miss is chance. */
    private static final int LOOKS_TO_MISS = 2;

    private final TrackerSettings settings;
    private final List<Track> tracks = new ArrayList<>();
    private final long stationaryAfterMicros;
    private int nextId = 1;
    private long now = Long.MIN_VALUE;

    public Tracker(TrackerSettings settings) {
        this.settings = settings;
        this.stationaryAfterMicros = settings.stationaryAfter().toNanos() / 1000;
    }

    /** Forgets everything that was followed, for example when a recording starts again from its beginning. */
    public void reset() {
        tracks.clear();
    }

    /** What moves in the next frame. */
    @Override
    public TrackedFrame process(MotionFrame frame) {
        advance(frame.presentationMicros());
        Set<Box> free = new LinkedHashSet<>(frame.blobs());
        Set<Track> waiting = new LinkedHashSet<>(tracks);
        supportNamed(free, waiting);
        shareBlobs(frame.blobs(), free, waiting);
        Pairing.best(waiting, free, this::fit, (track, blob) -> track.seen(blob, now));
        var ended = giveUp(waiting);
        for (Box blob : frame.blobs()) {
            if (free.contains(blob) && !isPieceOfKnownObject(blob)) {
                tracks.add(Track.ofBlob(nextId++, blob, now, stationaryAfterMicros));
            }
        }
        return new TrackedFrame(confirmed(tracks), ended, now);
    }

    /**
     * What a detector has found, in this frame or in one of the last second.
     *
     * @return the objects at the newest time that the tracker knows, which may be later than that of the detections
     */
    public TrackedFrame detected(DetectedFrame frame) {
        advance(Math.max(frame.presentationMicros(), now));
        long then = frame.presentationMicros();
        Set<Track> waiting = new LinkedHashSet<>(tracks);
        Set<Detection> sure = new LinkedHashSet<>();
        Set<Detection> unsure = new LinkedHashSet<>();
        for (Detection detection : frame.detections()) {
            if (detection.score() >= settings.lowScore()) {
                (detection.score() >= settings.newTrackScore() ? sure : unsure).add(detection);
            }
        }
        Pairing.best(
                waiting,
                sure,
                (track, detection) -> Fit.ofSure(track, detection, then, isConfirmed(track)),
                (track, detection) -> track.detected(detection, then));
        Pairing.best(
                waiting,
                unsure,
                (track, detection) -> Fit.ofUnsure(track, detection, then),
                (track, detection) -> track.detected(detection, then));
        for (Track track : waiting) {
            if (track.isNamed() && frame.lookedAt(track.boxAt(then))) {
                miss(track, waiting);
            }
        }
        var ended = giveUp(Set.of());
        for (Detection detection : sure) {
            if (!isSeenTwice(detection, then)) {
                tracks.add(Track.ofDetection(nextId++, detection, now, stationaryAfterMicros));
            }
        }
        absorbPieces();
        return new TrackedFrame(confirmed(tracks), ended, now);
    }

    private void miss(Track track, Set<Track> unseen) {
        Box box = track.box();
        boolean covered = isConfirmed(track)
                && track.coveredMicros(now) < COVERED_MICROS
                && tracks.stream()
                        .anyMatch(other -> !unseen.contains(other)
                                && other.isNamed()
                                && other.box().sharedArea(box) > COVERED_SHARE * box.area());
        if (covered) {
            track.covered(now);
        } else {
            track.missed(now);
        }
    }

    private void advance(long micros) {
        if (now != Long.MIN_VALUE && (micros < now || micros - now > LONGEST_GAP_MICROS)) {
            tracks.clear();
        }
        if (micros != now) {
            tracks.forEach(track -> track.predictTo(micros));
        }
        now = micros;
    }

    /** Blobs of objects that a detector has named show where they went, but are no objects of their own. */
    private void supportNamed(Set<Box> free, Set<Track> waiting) {
        var named = waiting.stream().filter(Track::isNamed).toList();
        if (named.isEmpty()) {
            return;
        }
        waiting.removeAll(named);
        Set<Track> unsupported = new LinkedHashSet<>(named);
        var all = List.copyOf(free);
        Pairing.best(
                unsupported,
                free,
                (track, blob) -> Fit.ofSupport(track.box(), blob),
                (track, blob) -> track.supported(blob, now));
        for (Track track : named) {
            Box box = track.box();
            for (Box blob : all) {
                double shared = box.sharedArea(blob);
                if (shared > 0.2 * box.area()) {
                    track.disturb();
                }
                if (shared > 0.3 * blob.area() || (blob.contains(track.centre()) && !track.isStationary())) {
                    free.remove(blob);
                }
            }
        }
    }

    /** Takes blobs that cover several confirmed objects out of the pairing. */
    private void shareBlobs(List<Box> blobs, Set<Box> free, Set<Track> waiting) {
        for (Box blob : blobs) {
            var inside = new ArrayList<Track>();
            for (Track track : waiting) {
                if (isConfirmed(track) && blob.contains(track.centre())) {
                    inside.add(track);
                }
            }
            if (inside.size() > 1 && free.contains(blob)) {
                inside.forEach(track -> track.sharesBlob(now));
                inside.forEach(waiting::remove);
                free.remove(blob);
            }
        }
    }

    private double fit(Track track, Box blob) {
        return Fit.near(track.box(), blob, isConfirmed(track));
    }

    private List<TrackedObject> giveUp(Set<Track> unseenBlobs) {
        var lost = new ArrayList<Track>();
        for (Track track : tracks) {
            if (track.isNamed() ? isLostNamed(track) : isLostBlob(track, unseenBlobs)) {
                lost.add(track);
            }
        }
        tracks.removeAll(lost);
        return confirmed(lost);
    }

    private boolean isLostBlob(Track track, Set<Track> unseen) {
        boolean overdue = track.unseenMicros(now) > micros(settings.patience())
                || track.hiddenMicros(now) > micros(settings.hiddenPatience());
        return overdue || (!isConfirmed(track) && unseen.contains(track));
    }

    private boolean isLostNamed(Track track) {
        if (track.isStationary() && !track.isDisturbed()) {
            return track.missedMicros(now) > micros(settings.stationaryPatience());
        }
        boolean missed = track.missedLooks() >= LOOKS_TO_MISS
                && (!isConfirmed(track) || track.missedMicros(now) >= micros(settings.detectionPatience()));
        boolean gone = track.box().sharedArea(PICTURE) < 0.3 * track.box().area() && track.missedLooks() > 0;
        return missed || gone || (!track.isStationary() && track.unseenMicros(now) > LOOKED_AWAY_MICROS);
    }

    private static final Box PICTURE = new Box(0, 0, 1, 1);

    private boolean isPieceOfKnownObject(Box blob) {
        return tracks.stream().anyMatch(track -> isConfirmed(track) && Fit.isPiece(blob, track.box()));
    }

    /** Detectors give one lorry two names at once, or two boxes of almost the same place. */
    private boolean isSeenTwice(Detection detection, long then) {
        return tracks.stream()
                .anyMatch(track -> track.isNamed()
                        && Vote.isMistakenFor(track.label(), detection.label())
                        && Fit.isSame(track.boxAt(then), detection.box()));
    }

    /** Blobs that were tracked as objects of their own and have turned out to be parts of a named one. */
    private void absorbPieces() {
        tracks.removeIf(piece -> !piece.isNamed()
                && tracks.stream()
                        .anyMatch(whole ->
                                whole.isNamed() && whole.missedLooks() == 0 && Fit.isPiece(piece.box(), whole.box())));
    }

    private boolean isConfirmed(Track track) {
        return track.detections() >= settings.detectionsToConfirm() || track.hits() >= settings.hitsToConfirm();
    }

    private List<TrackedObject> confirmed(List<Track> candidates) {
        return candidates.stream()
                .filter(this::isConfirmed)
                .map(Track::asObject)
                .toList();
    }

    private static long micros(java.time.Duration duration) {
        return duration.toNanos() / 1000;
    }
}
