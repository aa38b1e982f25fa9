package vn.trangtien.video.track;

import java.time.Duration;

/**
 * When a track is believed and when it is given up.
 *
 * @param hitsToConfirm number of frames (1..20) in which something that only moves must be seen
 * @param patience how long something that only moves may be unseen, 50 ms to 10 s
 * @param hiddenPatience how long an object may share a blob with another one, at least {@code patience}
 * @param newTrackScore score (0..1) from which a detection may begin a track
 * @param lowScore score (0..{@code newTrackScore}) from which a detection may carry on a track that has no better one
 * @param detectionsToConfirm detections (1..20) after which an object is believed
 * @param detectionPatience how long a detector may look without finding a moving object, 100 ms to 30 s
 * @param stationaryAfter how long an object must stand still to be stationary, 1 s to 1 h
 * @param stationaryPatience how long a detector may miss a stationary object at whose place nothing has moved, up to 24 h
 */
public record TrackerSettings(
        int hitsToConfirm,
        Duration patience,
        Duration hiddenPatience,
        double newTrackScore,
        double lowScore,
        int detectionsToConfirm,
        Duration detectionPatience,
        Duration stationaryAfter,
        Duration stationaryPatience) {

    /** What worked on streets, pavements and a car park; the scores suit the detectors that come with the product. */
    public static final TrackerSettings DEFAULT = new TrackerSettings(
            3,
            Duration.ofMillis(600),
            Duration.ofMillis(2500),
            0.35,
            0.25,
            2,
            Duration.ofMillis(1600),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10));

    public TrackerSettings {
        if (hitsToConfirm < 1 || hitsToConfirm > 20) {
            throw new IllegalArgumentException("hits to confirm a track must be 1 to 20, but was " + hitsToConfirm);
        }
        if (detectionsToConfirm < 1 || detectionsToConfirm > 20) {
            throw new IllegalArgumentException(
                    "detections to confirm a track must be 1 to 20, but was " + detectionsToConfirm);
        }
        if (!(lowScore >= 0 && lowScore <= newTrackScore && newTrackScore <= 1)) {
            throw new IllegalArgumentException(
                    "scores must be 0 <= low <= new track <= 1, but were %s and %s".formatted(lowScore, newTrackScore));
        }
        within("patience of the tracker", patience, Duration.ofMillis(50), Duration.ofSeconds(10));
        within("patience for hidden objects", hiddenPatience, patience, Duration.ofMinutes(10));
        within("patience with a detector", detectionPatience, Duration.ofMillis(100), Duration.ofSeconds(30));
        within("time to become stationary", stationaryAfter, Duration.ofSeconds(1), Duration.ofHours(1));
        within("patience for stationary objects", stationaryPatience, Duration.ZERO, Duration.ofHours(24));
    }

    private static void within(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s must be at least %s and at most %s, but was %s".formatted(what, least, most, value));
        }
    }
}
