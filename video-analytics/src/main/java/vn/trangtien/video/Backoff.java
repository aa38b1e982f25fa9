package vn.trangtien.video;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: 1 s, 2 s, then 2.5 to 5 s, so that a camera that comes back is seen within seconds. Where
 * only a person can help, such as with a wrong password, 1 s to 30 s: a camera locks accounts out that try too often. Each is
 * between half and the whole, so that a hundred cameras behind one switch do not come back in the same instant.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 2_000;
    private static final long LONGEST_MILLIS = 5_000;
    private static final long LONGEST_ALONE_MILLIS = 30_000;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** @param mayPass whether trying again may help without anybody doing something */
    Duration next(boolean mayPass) {
        long longest = mayPass ? LONGEST_MILLIS : LONGEST_ALONE_MILLIS;
        long ceiling = Math.min(longest, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(random.nextLong(ceiling / 2, ceiling + 1));
    }

    void succeeded() {
        failures = 0;
    }
}
