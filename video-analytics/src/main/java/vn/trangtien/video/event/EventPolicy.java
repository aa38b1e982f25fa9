package vn.trangtien.video.event;

import java.time.Duration;
import java.util.Set;

/**
 * Which objects of a camera are told, and how often.
 *
 * @param labels what is told; empty for everything that the detector can name
 * @param believeAt median score from which an object is no longer a suspected mistake of the detector, 0 to 1; things that are
 *     only known to move are believed by their track alone
 * @param updateEvery least time between two messages about an object, 1 s to 1 h; a change of zone, label or rest is told at once
 * @param pictures whether the best picture of each object is sent, as the privacy policy lets it
 * @param keepAfterLoss how long objects are followed on when the camera goes away, 0 s to 60 s
 * @param clipBefore how much of a film lies before the object was believed, 0 s to 30 s
 * @param clipAfter how much of a film lies after it left, 0 s to 30 s
 */
public record EventPolicy(
        Set<String> labels,
        double believeAt,
        Duration updateEvery,
        boolean pictures,
        Duration keepAfterLoss,
        Duration clipBefore,
        Duration clipAfter) {

    public static final EventPolicy DEFAULT = new EventPolicy(
            Set.of(),
            0.4,
            Duration.ofSeconds(1),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    public EventPolicy {
        labels = Set.copyOf(labels);
        if (!(believeAt >= 0 && believeAt <= 1)) {
            throw new IllegalArgumentException(
                    "events.believeAt must be a score from 0 to 1, but was %s; 0.4 is usual".formatted(believeAt));
        }
        between("events.updateEvery", updateEvery, Duration.ofSeconds(1), Duration.ofHours(1), "1 s");
        between("events.keepAfterLoss", keepAfterLoss, Duration.ZERO, Duration.ofSeconds(60), "5 s");
        between("events.clipBefore", clipBefore, Duration.ZERO, Duration.ofSeconds(30), "5 s");
        between("events.clipAfter", clipAfter, Duration.ZERO, Duration.ofSeconds(30), "5 s");
    }

    private static void between(String field, Duration value, Duration least, Duration most, String usual) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("%s must be %d s to %d s, but was %s; %s is usual"
                    .formatted(field, least.toSeconds(), most.toSeconds(), value, usual));
        }
    }

    public EventPolicy withLabels(Set<String> names) {
        return new EventPolicy(names, believeAt, updateEvery, pictures, keepAfterLoss, clipBefore, clipAfter);
    }

    public EventPolicy withBelieveAt(double score) {
        return new EventPolicy(labels, score, updateEvery, pictures, keepAfterLoss, clipBefore, clipAfter);
    }

    public EventPolicy withUpdateEvery(Duration distance) {
        return new EventPolicy(labels, believeAt, distance, pictures, keepAfterLoss, clipBefore, clipAfter);
    }

    public EventPolicy withPictures(boolean wanted) {
        return new EventPolicy(labels, believeAt, updateEvery, wanted, keepAfterLoss, clipBefore, clipAfter);
    }
}
