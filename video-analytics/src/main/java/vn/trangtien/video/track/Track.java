package vn.trangtien.video.track;

import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

/** One object while it is followed: where it should be, how fast it moves, how large it is and how well it was seen. */
final class Track {

    private static final long NEVER = Long.MIN_VALUE;
    private static final double SIZE_MEMORY = 0.7;
    /** A detector's box is better than a blob's, so its size is believed sooner. */
    private static final double DETECTED_SIZE_MEMORY = 0.5;
    /** Slower than this, in own sizes per second, an unseen object stays where it is instead of creeping away. */
    private static final double CREEPING = 0.15;
    /** What stands and is not seen for so long stands still; sooner than that it may just be moving off. */
    private static final double RESTING_SECONDS = 0.5;
    /** Nobody has looked for so long that a straight line is a guess no more worth making. */
    private static final long STEADY_MICROS = 1_000_000;

    private static final double LONGEST_GUESS_SECONDS = 3.5;

    private final int id;
    private final AxisFilter x;
    private final AxisFilter y;
    private final Rest rest;
    private final Trail trail;
    private final Vote vote = new Vote();
    private final long firstMicros;
    private double width;
    private double height;
    private int hits;
    private int detections;
    private double score;
    private double topScore;
    private long seenMicros;
    private long predictedMicros;
    private long hiddenSince = NEVER;
    private long missedSince = NEVER;
    private long coveredSince = NEVER;
    private int missedLooks;
    private boolean disturbed;
    private boolean hidden;

    private Track(int id, Box box, long micros, long stationaryAfterMicros) {
        this.id = id;
        this.width = box.width();
        this.height = box.height();
        this.x = new AxisFilter(box.centre().x(), width, AxisFilter.BLOB_ACCELERATION);
        this.y = new AxisFilter(box.centre().y(), height, AxisFilter.BLOB_ACCELERATION);
        this.rest = new Rest(box.centre(), micros, stationaryAfterMicros);
        this.trail = new Trail(box.centre(), micros);
        this.firstMicros = micros;
        this.seenMicros = micros;
        this.predictedMicros = micros;
    }

    static Track ofBlob(int id, Box blob, long micros, long stationaryAfterMicros) {
        var track = new Track(id, blob, micros, stationaryAfterMicros);
        track.hits = 1;
        return track;
    }

    static Track ofDetection(int id, Detection detection, long micros, long stationaryAfterMicros) {
        var track = new Track(id, detection.box(), micros, stationaryAfterMicros);
        track.named(detection);
        return track;
    }

    int hits() {
        return hits;
    }

    int detections() {
        return detections;
    }

    /** Whether a detector has ever named it; otherwise all that is known is that it moves. */
    boolean isNamed() {
        return detections > 0;
    }

    boolean isStationary() {
        return rest.isStationary(predictedMicros);
    }

    String label() {
        return vote.label();
    }

    Point centre() {
        return new Point(x.position(), y.position());
    }

    Box box() {
        return Box.around(centre(), width, height);
    }

    /** Where it was thought to be at an earlier time. */
    Box boxAt(long micros) {
        return Box.around(micros >= predictedMicros ? centre() : trail.at(micros, centre()), width, height);
    }

    void predictTo(long micros) {
        double seconds = (micros - predictedMicros) / 1e6;
        if (seconds > 0) {
            double unseen = (micros - seenMicros) / 1e6;
            boolean resting = isStationary() && unseen > RESTING_SECONDS;
            if (resting || (isCreeping() && hidden) || unseen > LONGEST_GUESS_SECONDS) {
                x.stop();
                y.stop();
            }
            x.predict(seconds, width);
            y.predict(seconds, height);
            predictedMicros = micros;
            trail.thought(centre(), micros);
        }
        hidden = true;
    }

    private boolean isCreeping() {
        return Math.hypot(x.velocity() / width, y.velocity() / height) < CREEPING;
    }

    /** The object has a blob of its own. */
    void seen(Box blob, long micros) {
        width = SIZE_MEMORY * width + (1 - SIZE_MEMORY) * blob.width();
        height = SIZE_MEMORY * height + (1 - SIZE_MEMORY) * blob.height();
        x.correct(blob.centre().x(), width);
        y.correct(blob.centre().y(), height);
        hits++;
        seenAt(micros);
    }

    /** A blob that fits shows where the named object has gone since it was last detected; its size is the detector's. */
    void supported(Box blob, long micros) {
        x.correct(blob.centre().x(), width);
        y.correct(blob.centre().y(), height);
        hits++;
        seenAt(micros);
    }

    /** A detector has seen it, perhaps a moment ago: what it has moved since is added. */
    void detected(Detection detection, long micros) {
        Box seen = detection.box();
        Box then = boxAt(micros);
        Point now = centre();
        double memory = detections == 0 ? 0 : DETECTED_SIZE_MEMORY;
        width = memory * width + (1 - memory) * seen.width();
        height = memory * height + (1 - memory) * seen.height();
        x.correct(seen.centre().x() + now.x() - then.centre().x(), width);
        y.correct(seen.centre().y() + now.y() - then.centre().y(), height);
        named(detection);
        missedSince = NEVER;
        coveredSince = NEVER;
        missedLooks = 0;
        disturbed = false;
        seenAt(Math.max(micros, predictedMicros));
    }

    private void named(Detection detection) {
        if (detections == 0) {
            x.expectAcceleration(AxisFilter.NAMED_ACCELERATION);
            y.expectAcceleration(AxisFilter.NAMED_ACCELERATION);
        }
        detections++;
        vote.add(detection.label(), detection.score());
        score = detection.score();
        topScore = Math.max(topScore, score);
    }

    private void seenAt(long micros) {
        rest.seen(centre(), width, height, micros);
        trail.seen(centre(), micros);
        seenMicros = micros;
        hiddenSince = NEVER;
        hidden = false;
    }

    /** A detector has looked at its place and not found it. */
    void missed(long micros) {
        if (missedSince == NEVER) {
            steady();
            missedSince = micros;
        }
        missedLooks++;
    }

    /** It cannot be seen because something else is before it: no reason to give it up yet, but not for ever either. */
    void covered(long micros) {
        if (coveredSince == NEVER) {
            steady();
            coveredSince = micros;
        }
    }

    long coveredMicros(long now) {
        return coveredSince == NEVER ? 0 : now - coveredSince;
    }

    /** Something moves where it stands: it may be leaving, or somebody walks past. */
    void disturb() {
        disturbed = true;
    }

    /** From now on it is guessed where it goes: by its way over the last second, which trembles less than its last step. */
    private void steady() {
        long window = Math.min(STEADY_MICROS, seenMicros - firstMicros);
        if (window < STEADY_MICROS / 2 || missedSince != NEVER || coveredSince != NEVER) {
            return;
        }
        Point before = trail.at(seenMicros - window, centre());
        Point last = trail.at(seenMicros, centre());
        x.steady((last.x() - before.x()) * 1e6 / window);
        y.steady((last.y() - before.y()) * 1e6 / window);
    }

    boolean isDisturbed() {
        return disturbed;
    }

    int missedLooks() {
        return missedLooks;
    }

    long missedMicros(long now) {
        return missedSince == NEVER ? 0 : now - missedSince;
    }

    /** The object is inside a blob that it shares with others: it moves on as predicted. */
    void sharesBlob(long micros) {
        if (hiddenSince == NEVER) {
            hiddenSince = micros;
        }
        seenMicros = micros;
    }

    long unseenMicros(long now) {
        return now - seenMicros;
    }

    long hiddenMicros(long now) {
        return hiddenSince == NEVER ? 0 : now - hiddenSince;
    }

    TrackedObject asObject() {
        return new TrackedObject(
                id,
                box(),
                x.velocity(),
                y.velocity(),
                hidden,
                vote.label(),
                score,
                topScore,
                isStationary(),
                firstMicros,
                trail.points());
    }
}
