package vn.trangtien.video.health;

import java.time.Duration;

/**
 * When a view counts as troubled. The usual values were set on 2026-11-23 with rendered scenes and three recorded clips; a
 * real street decides.
 *
 * @param every distance of two checks, at least 100 ms
 * @param frozenAfter how long pictures must be the same
 * @param blackAfter how long the picture must be black
 * @param coveredAfter how long detail must be gone; longer than a lorry needs to pass
 * @param defocusedAfter how long the picture must be blurred
 * @param movedAfter how long the known view must be gone
 * @param recoveredAfter how long a view must be well before a trouble is over
 * @param acceptedAfter after this time a turned camera's view is taken as its new one
 * @param stillDifference grey levels (mean of a cell) by which pictures of a camera that stands still may differ
 * @param stillShare share of the view that must stand still; the rest may be a running clock
 * @param blackLevel grey level under which nearly every pixel of a black picture lies
 * @param coveredShare share of the detail that must be gone
 * @param sharpnessLeft share of its own usual sharpness under which a view is blurred
 * @param likeness correlation with the known view (−1 to 1) under which the view is another one
 */
public record HealthSettings(
        Duration every,
        Duration frozenAfter,
        Duration blackAfter,
        Duration coveredAfter,
        Duration defocusedAfter,
        Duration movedAfter,
        Duration recoveredAfter,
        Duration acceptedAfter,
        double stillDifference,
        double stillShare,
        int blackLevel,
        double coveredShare,
        double sharpnessLeft,
        double likeness) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** What worked without tuning. */
    public static final HealthSettings DEFAULT = new HealthSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofMinutes(30),
            0.3,
            0.96,
            40,
            0.6,
            0.6,
            0.35);

    public HealthSettings {
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "checks of a view must be at least 100 ms apart, but were %s; 1 s is usual".formatted(every));
        }
        refuseBeyond("stillShare", stillShare);
        refuseBeyond("coveredShare", coveredShare);
        refuseBeyond("sharpnessLeft", sharpnessLeft);
        refuseBeyond("likeness", likeness);
        if (blackLevel < 1 || blackLevel > 128) {
            throw new IllegalArgumentException("blackLevel must be 1 to 128 grey levels, but was " + blackLevel);
        }
        if (!(stillDifference >= 0 && stillDifference <= 10)) {
            throw new IllegalArgumentException(
                    "stillDifference must be 0 to 10 grey levels, but was " + stillDifference);
        }
    }

    private static void refuseBeyond(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("%s must be above 0 and below 1, but was %s".formatted(name, share));
        }
    }
}
