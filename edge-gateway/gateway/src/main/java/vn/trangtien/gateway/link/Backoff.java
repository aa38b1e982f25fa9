package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to connect: up to 2, 4, 8 … 60 seconds, at random, so that a fleet does not return in step
 * after an outage. Not thread-safe.
 */
public final class Backoff {

    private static final int REFUSED = 5;

    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    public Backoff(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
    }

    public Duration next() {
        long ceiling = Math.min(longest.toMillis(), shortest.toMillis() << Math.min(++failures, 20));
        return Duration.ofMillis(random.nextLong(shortest.toMillis(), Math.max(shortest.toMillis() + 1, ceiling + 1)));
    }

    /** Five times as long: somebody has to do something before another attempt can help. */
    public Duration nextAfterRefusal() {
        return next().multipliedBy(REFUSED);
    }

    /** Begins anew; for a connection that has lasted, not for one that was merely made. */
    public void reset() {
        failures = 0;
    }
}
