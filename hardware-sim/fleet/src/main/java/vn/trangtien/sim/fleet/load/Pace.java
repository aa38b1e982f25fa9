package vn.trangtien.sim.fleet.load;

import java.util.Random;

/**
 * When a gateway's turn comes. Turns do not drift: each is so many intervals after the beginning, give or take the jitter, so a
 * fleet keeps its rate exactly on the whole. The same seed gives the same turns. Not thread-safe.
 */
final class Pace {

    private final Random random;
    private final double intervalNanos;
    private final double jitter;
    private final double phase;
    private long turn;

    /**
     * @param intervalNanos between two turns
     * @param jitter share of the interval by which a turn may be early or late, 0 to 1
     */
    Pace(double intervalNanos, double jitter, long seed) {
        if (!(intervalNanos > 0)) {
            throw new IllegalArgumentException("the interval must be above 0 ns, but was " + intervalNanos);
        }
        this.random = new Random(seed);
        this.intervalNanos = intervalNanos;
        this.jitter = jitter;
        // Gateways were not switched on at the same moment.
        this.phase = random.nextDouble() * intervalNanos;
    }

    /** Nanoseconds from the beginning to the next turn; never before the last one. */
    long next() {
        // Half an interval either way is the most, or turns would overtake each other.
        double off = jitter * intervalNanos * (random.nextDouble() - 0.5);
        double due = Math.max(0, phase + turn * intervalNanos + off);
        turn++;
        return (long) due;
    }
}
