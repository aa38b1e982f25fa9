package vn.trangtien.video.track;

import java.time.Duration;

/**
 * When a track is believed and when it is given up.
 *
 * @param hitsToConfirm number of frames (1..20) in which a new object must be seen
 * @param patience how long an object may be unseen, 50 ms to 10 s
 * @param hiddenPatience how long an object may share a blob with another one, at least {@code patience}
 */
public record TrackerSettings(int hitsToConfirm, Duration patience, Duration hiddenPatience) {

    public static final TrackerSettings DEFAULT =
            new TrackerSettings(3, Duration.ofMillis(600), Duration.ofMillis(2500));

    public TrackerSettings {
        if (hitsToConfirm < 1 || hitsToConfirm > 20) {
            throw new IllegalArgumentException("hits to confirm a track must be 1 to 20, but was " + hitsToConfirm);
        }
        if (patience.toMillis() < 50 || patience.toMillis() > 10_000) {
            throw new IllegalArgumentException("patience of the tracker must be 50 ms to 10 s, but was " + patience);
        }
        if (hiddenPatience.compareTo(patience) < 0) {
            throw new IllegalArgumentException(
                    "patience for hidden objects must be at least %s, but was %s".formatted(patience, hiddenPatience));
        }
    }
}
