package vn.trangtien.video.track;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Stage;

/**
 * Follows blobs from frame to frame.
 *
 * <p>Each track predicts its place; the best fitting pairs of prediction and blob are joined first. Two vehicles that pass
 * each other melt into one blob for a while: neither is corrected by the common blob then, both move on as predicted, and
 * each finds its own blob again afterwards. A blob that lies within a known object is a part of it, not a new one.
 */
public final class Tracker implements Stage<MotionFrame, TrackedFrame> {

    /** Blobs without overlap may still belong to a track if they are nearer than this, in object sizes. */
    private static final double REACH_IN_SIZES = 1.0;
    /** A blob that lies within a known object to this share is a piece of that object. */
    private static final double PIECE_SHARE = 0.5;

    private final TrackerSettings settings;
    private final List<Track> tracks = new ArrayList<>();
    private int nextId = 1;

    public Tracker(TrackerSettings settings) {
        this.settings = settings;
    }

    /** Forgets everything that was followed, for example when a recording starts again from its beginning. */
    public void reset() {
        tracks.clear();
    }

    @Override
    public TrackedFrame process(MotionFrame frame) {
        long now = frame.presentationMicros();
        for (Track track : tracks) {
            track.predictTo(now);
        }
        Set<Box> free = new LinkedHashSet<>(frame.blobs());
        Set<Track> waiting = new LinkedHashSet<>(tracks);
        shareBlobs(frame.blobs(), free, waiting, now);
        pairUp(free, waiting, now);
        var ended = giveUp(waiting, now);
        startTracks(frame.blobs(), free, now);
        return new TrackedFrame(confirmed(tracks), ended, now);
    }

    /** Takes blobs that cover several confirmed objects out of the pairing. */
    private void shareBlobs(List<Box> blobs, Set<Box> free, Set<Track> waiting, long now) {
        for (Box blob : blobs) {
            var inside = new ArrayList<Track>();
            for (Track track : waiting) {
                if (isConfirmed(track) && blob.contains(track.centre())) {
                    inside.add(track);
                }
            }
            if (inside.size() > 1) {
                inside.forEach(track -> track.sharesBlob(now));
                inside.forEach(waiting::remove);
                free.remove(blob);
            }
        }
    }

    private record Pair(Track track, Box blob, double fit) {}

    private void pairUp(Set<Box> free, Set<Track> waiting, long now) {
        var pairs = new ArrayList<Pair>();
        for (Track track : waiting) {
            for (Box blob : free) {
                double fit = fit(track, blob);
                if (fit > 0) {
                    pairs.add(new Pair(track, blob, fit));
                }
            }
        }
        pairs.sort((a, b) -> Double.compare(b.fit, a.fit));
        for (Pair pair : pairs) {
            if (waiting.contains(pair.track) && free.contains(pair.blob)) {
                pair.track.seen(pair.blob, now);
                waiting.remove(pair.track);
                free.remove(pair.blob);
            }
        }
    }

    /** Above 1 for overlapping boxes, 0..1 for near ones, 0 for strangers; objects that are known already go first. */
    private double fit(Track track, Box blob) {
        Box expected = track.box();
        double overlap = expected.overlap(blob);
        double bonus = isConfirmed(track) ? 0.25 : 0;
        if (overlap > 0) {
            return 1 + overlap + bonus;
        }
        Point from = expected.centre();
        Point to = blob.centre();
        double distance = Math.hypot(
                (from.x() - to.x()) / Math.max(expected.width(), blob.width()),
                (from.y() - to.y()) / Math.max(expected.height(), blob.height()));
        return Math.max(0, 1 - distance / (1 + REACH_IN_SIZES));
    }

    private List<TrackedObject> giveUp(Set<Track> unseen, long now) {
        long patience = settings.patience().toMillis() * 1000;
        long hiddenPatience = settings.hiddenPatience().toMillis() * 1000;
        var lost = new ArrayList<Track>();
        for (Track track : tracks) {
            boolean overdue = track.unseenMicros(now) > patience || track.hiddenMicros(now) > hiddenPatience;
            boolean flicker = !isConfirmed(track) && unseen.contains(track);
            if (overdue || flicker) {
                lost.add(track);
            }
        }
        tracks.removeAll(lost);
        return confirmed(lost);
    }

    private void startTracks(List<Box> blobs, Set<Box> free, long now) {
        for (Box blob : blobs) {
            if (free.contains(blob) && !isPieceOfKnownObject(blob)) {
                tracks.add(new Track(nextId++, blob, now));
            }
        }
    }

    private boolean isPieceOfKnownObject(Box blob) {
        return tracks.stream()
                .anyMatch(track -> isConfirmed(track) && track.box().sharedArea(blob) > PIECE_SHARE * blob.area());
    }

    private boolean isConfirmed(Track track) {
        return track.hits() >= settings.hitsToConfirm();
    }

    private List<TrackedObject> confirmed(List<Track> candidates) {
        return candidates.stream()
                .filter(this::isConfirmed)
                .map(Track::asObject)
                .toList();
    }
}
