package vn.trangtien.video.schedule;

/**
 * How often a camera's pictures are worth a look, by what happens in its view. Looks are asked for by presentation time, so a
 * recording gives the same answers however fast it is played. Confined to the thread of its camera.
 *
 * <ul>
 *   <li>something moves: the configured rate;
 *   <li>only things at rest are followed: once in {@value #REST_SECONDS} s, to see whether they are still there;
 *   <li>a look has found something that is not followed yet: {@value #MOST_SECOND_LOOKS} more looks, one a second, to be sure
 *       of it;
 *   <li>something has moved since the last look, but no more: once in {@value #IDLE_SECONDS} s;
 *   <li>nothing has moved since the last look: none at all.
 * </ul>
 */
public final class Appetite {

    static final int REST_SECONDS = 10;
    static final int IDLE_SECONDS = 5;
    static final int MOST_SECOND_LOOKS = 3;

    /** Frames do not come exactly on time; a look that is so little early counts as due. */
    private static final long EARLY_MICROS = 10_000;

    private static final double REST_URGENCY = 0.1;
    private static final double IDLE_URGENCY = 0.05;
    private static final double BUSY_SHARE = 0.1;
    private static final long WINDOW_MICROS = 10_000_000;
    private static final long LONGEST_STEP_MICROS = 1_000_000;

    private final double perSecond;
    private long lookedMicros = Long.MIN_VALUE;
    private long dueSinceMicros;
    private long previousMicros = Long.MIN_VALUE;
    private long windowStart = Long.MIN_VALUE;
    private double intervalSeconds;
    private double urgency;
    private boolean movedSinceLook = true;
    private int secondLooks;
    private boolean found;
    private double asked;
    private long got;
    private Supply supply = Supply.UNKNOWN;

    /**
     * What was asked for and what was given.
     *
     * @param askedPerSecond looks that the view was worth
     * @param gotPerSecond looks that it got
     */
    public record Supply(double askedPerSecond, double gotPerSecond) {

        /** Before the first ten seconds are over. */
        public static final Supply UNKNOWN = new Supply(0, 0);

        /** Whether the camera is looked at clearly less often than it should be. */
        public boolean isShort() {
            return askedPerSecond > 0.3 && gotPerSecond < 0.8 * askedPerSecond;
        }

        /** Whether it is looked at as often as it should be, clearly enough to say so. */
        public boolean isAmple() {
            return gotPerSecond >= 0.9 * askedPerSecond;
        }
    }

    /** @param perSecond looks while something moves, above 0 */
    public Appetite(double perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Takes note of the next frame.
     *
     * @param movingShare share of the picture that moves, 0 to 1
     * @param moving whether something moves that is large enough to matter
     * @param movingObjects followed objects that do not stand still
     * @param restingObjects followed objects that do
     */
    public void see(long micros, double movingShare, boolean moving, int movingObjects, int restingObjects) {
        movedSinceLook |= moving;
        if (moving) {
            secondLooks = 0;
        }
        if (moving || movingObjects > 0) {
            intervalSeconds = 1 / perSecond;
            urgency = 0.25 + 0.75 * Math.min(1, movingShare / BUSY_SHARE);
        } else if (restingObjects > 0) {
            intervalSeconds = REST_SECONDS;
            urgency = REST_URGENCY;
        } else if (found && secondLooks < MOST_SECOND_LOOKS) {
            intervalSeconds = 1;
            urgency = REST_URGENCY;
        } else if (movedSinceLook) {
            intervalSeconds = IDLE_SECONDS;
            urgency = IDLE_URGENCY;
        } else {
            intervalSeconds = Double.POSITIVE_INFINITY;
            urgency = 0;
        }
        account(micros);
    }

    /** Whether the frame that was seen last should be looked at. */
    public boolean isDue() {
        if (intervalSeconds == Double.POSITIVE_INFINITY) {
            return false;
        }
        return lookedMicros == Long.MIN_VALUE
                || previousMicros - dueSinceMicros + EARLY_MICROS >= intervalSeconds * 1e6;
    }

    /** How urgent the look is, above 0 and at most 1. */
    public double urgency() {
        return urgency;
    }

    /** A detector has taken the frame of this time. */
    public void looked(long micros) {
        if (micros > lookedMicros) {
            // From when it was due, not from when it came: otherwise looks between frames that are far apart fall
            // behind for good.
            double late = lookedMicros == Long.MIN_VALUE ? -1 : micros - dueSinceMicros - intervalSeconds * 1e6;
            dueSinceMicros = late >= 0 && late < intervalSeconds * 1e6 ? micros - (long) late : micros;
            lookedMicros = micros;
            movedSinceLook = false;
            got++;
        }
    }

    /** How many things the detector saw in the last picture that it answered for. */
    public void found(int things) {
        found = things > 0;
        secondLooks++;
    }

    /** The last {@code WINDOW} of the stream that is complete. */
    public Supply supply() {
        return supply;
    }

    private void account(long micros) {
        if (previousMicros != Long.MIN_VALUE && micros > previousMicros) {
            asked += Math.min(LONGEST_STEP_MICROS, micros - previousMicros) / 1e6 / intervalSeconds;
        }
        boolean away = previousMicros != Long.MIN_VALUE && Math.abs(micros - previousMicros) >= WINDOW_MICROS;
        previousMicros = micros;
        if (away) {
            // What happened before the gap says nothing about now.
            windowStart = micros;
            asked = 0;
            got = 0;
        }
        if (windowStart == Long.MIN_VALUE) {
            windowStart = micros;
        }
        long window = micros - windowStart;
        if (window >= WINDOW_MICROS) {
            supply = new Supply(asked * 1e6 / window, got * 1e6 / window);
            windowStart = micros;
            asked = 0;
            got = 0;
        }
    }
}
