package vn.trangtien.video.health;

import java.time.Duration;

/**
 * When a view counts as troubled, and when it is well again. The usual values were set with rendered scenes and three recorded
 * clips on 2026-11-23; a real street decides. Immutable.
 *
 * @param every distance of two checks, 100 ms to 10 s
 * @param recoveredAfter how long a view must be well before a trouble is over, 0 s to 10 min; a frozen one is well at once
 * @param frozen the same picture again and again
 * @param black no light
 * @param covered something hangs before the lens
 * @param defocused a blurred picture
 * @param moved the camera looks elsewhere
 */
public record HealthSettings(
        Duration every,
        Duration recoveredAfter,
        Frozen frozen,
        Black black,
        Covered covered,
        Defocused defocused,
        Moved moved) {

    public static final Limits EVERY = Limits.seconds(0.1, 10);
    public static final Limits RECOVERED_AFTER = Limits.seconds(0, 600);

    /** Of {@code after}, of all troubles. */
    public static final Limits AFTER = Limits.seconds(1, 3600);

    /** What worked without tuning. */
    public static final HealthSettings DEFAULT = new HealthSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            new Frozen(Duration.ofSeconds(30), Duration.ofSeconds(10), 0.3, 0.96),
            new Black(Duration.ofSeconds(10), 40),
            new Covered(Duration.ofSeconds(15), 0.6),
            new Defocused(Duration.ofSeconds(20), 0.6),
            new Moved(Duration.ofSeconds(30), 0.35, Duration.ofMinutes(30)));

    public HealthSettings {
        EVERY.check("every", every, 1);
        RECOVERED_AFTER.check("recoveredAfter", recoveredAfter, 5);
        if (every.compareTo(frozen.apart().dividedBy(2)) > 0) {
            throw new IllegalArgumentException(
                    "health.every must be at most half of health.frozen.apart, which is %s, but was %s; 1 s is usual"
                            .formatted(frozen.apart(), every));
        }
    }

    public HealthSettings withEvery(Duration time) {
        return new HealthSettings(time, recoveredAfter, frozen, black, covered, defocused, moved);
    }

    public HealthSettings withRecoveredAfter(Duration time) {
        return new HealthSettings(every, time, frozen, black, covered, defocused, moved);
    }

    public HealthSettings withFrozen(Frozen wanted) {
        return new HealthSettings(every, recoveredAfter, wanted, black, covered, defocused, moved);
    }

    public HealthSettings withBlack(Black wanted) {
        return new HealthSettings(every, recoveredAfter, frozen, wanted, covered, defocused, moved);
    }

    public HealthSettings withCovered(Covered wanted) {
        return new HealthSettings(every, recoveredAfter, frozen, black, wanted, defocused, moved);
    }

    public HealthSettings withDefocused(Defocused wanted) {
        return new HealthSettings(every, recoveredAfter, frozen, black, covered, wanted, moved);
    }

    public HealthSettings withMoved(Moved wanted) {
        return new HealthSettings(every, recoveredAfter, frozen, black, covered, defocused, wanted);
    }

    /**
     * The same picture again and again.
     *
     * @param after how long the picture must stand still, 1 s to 1 h
     * @param apart how old a picture must be to be compared with, 1 s to 60 s and at most half of {@code after}; longer than the
     *     distance of two key pictures, because between them a compression may copy what does not move and hide the noise of
     *     the sensor
     * @param difference grey levels, the mean of a cell, by which pictures of a camera that stands still may differ, 0 to 10
     * @param share share of the view that must stand still, 0.5 to 1; the rest may be a running clock
     */
    public record Frozen(Duration after, Duration apart, double difference, double share) {

        public static final Limits APART = Limits.seconds(1, 60);
        public static final Limits DIFFERENCE = new Limits(0, 10);
        public static final Limits SHARE = new Limits(0.5, 1);

        public Frozen {
            AFTER.check("frozen.after", after, 30);
            APART.check("frozen.apart", apart, 10);
            DIFFERENCE.check("frozen.difference", difference, "grey levels", 0.3);
            SHARE.check("frozen.share", share, "of the view", 0.96);
            if (apart.multipliedBy(2).compareTo(after) > 0) {
                throw new IllegalArgumentException(
                        "health.frozen.apart must be at most half of health.frozen.after, which is %s, but was %s; lower it or raise the other"
                                .formatted(after, apart));
            }
        }
    }

    /**
     * No light, a capped lens or a dead sensor.
     *
     * @param after how long the picture must be black, 1 s to 1 h
     * @param level grey level under which nearly every pixel of a black picture lies, 1 to 128; black itself is 16 in most
     *     streams
     */
    public record Black(Duration after, int level) {

        public static final Limits LEVEL = new Limits(1, 128);

        public Black {
            AFTER.check("black.after", after, 10);
            LEVEL.check("black.level", level, "grey levels", 40);
        }
    }

    /**
     * Something hangs before the lens.
     *
     * @param after how long detail must be gone, 1 s to 1 h; longer than a lorry needs to pass
     * @param lost share of the detail that must be gone, 0.3 to 1
     */
    public record Covered(Duration after, double lost) {

        public static final Limits LOST = new Limits(0.3, 1);

        public Covered {
            AFTER.check("covered.after", after, 15);
            LOST.check("covered.lost", lost, "of the detail", 0.6);
        }
    }

    /**
     * A blurred picture.
     *
     * @param after how long the picture must be blurred, 1 s to 1 h
     * @param sharpness share of its own usual sharpness under which a view is blurred, 0.05 to 0.8
     */
    public record Defocused(Duration after, double sharpness) {

        public static final Limits SHARPNESS = new Limits(0.05, 0.8);

        public Defocused {
            AFTER.check("defocused.after", after, 20);
            SHARPNESS.check("defocused.sharpness", sharpness, "of the usual sharpness", 0.6);
        }
    }

    /**
     * The camera looks elsewhere.
     *
     * @param after how long the known view must be gone, 1 s to 1 h
     * @param likeness correlation with the known view, −1 to 1, under which the view is another one; 0.05 to 0.8
     * @param acceptedAfter after this time a turned camera's view is taken as its new one, 10 s to 30 days
     */
    public record Moved(Duration after, double likeness, Duration acceptedAfter) {

        public static final Limits LIKENESS = new Limits(0.05, 0.8);
        public static final Limits ACCEPTED_AFTER = Limits.seconds(10, 30 * 86_400);

        public Moved {
            AFTER.check("moved.after", after, 30);
            LIKENESS.check("moved.likeness", likeness, "of the usual likeness", 0.35);
            ACCEPTED_AFTER.check("moved.acceptedAfter", acceptedAfter, 1800);
        }
    }
}
