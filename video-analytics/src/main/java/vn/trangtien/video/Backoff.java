package vn.trangtien.video;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: 1 s, 2 s, 4 s … 30 s, each between half and the whole, so that a hundred cameras
 * behind one switch do not come back in the same instant.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 2_000;
    private static final long LONGEST_MILLIS = 30_000;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        long ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(random.nextLong(ceiling / 2, ceiling + 1));
    }

    void succeeded() {
        failures = 0;
    }
}
