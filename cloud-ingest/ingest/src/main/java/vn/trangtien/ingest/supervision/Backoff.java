package vn.trangtien.ingest.supervision;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling from {@code first} to {@code longest}, of which a random part between
 * half and all is taken, so that several instances do not come back in step.
 */
public record Backoff(Duration first, Duration longest) {

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "a back-off needs 0 < first <= longest, but was first=%s longest=%s".formatted(first, longest));
        }
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param failures in a row so far, at least 1
     */
    public Duration after(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(Math.max(failures - 1, 0), 20);
        long limit = Math.min(Math.max(doubled, 1), longest.toMillis());
        return Duration.ofMillis(limit / 2 + random.nextLong(limit - limit / 2 + 1));
    }
}
