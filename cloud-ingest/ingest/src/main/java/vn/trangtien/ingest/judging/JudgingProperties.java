package vn.trangtien.ingest.judging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.judging}.
 *
 * @param commit how much is judged in one transaction of Kafka, in time; values are known that much later, and each transaction
 *     costs the same whatever is in it
 * @param threads that judge, 1 to 16; more than the raw topic has partitions are idle
 * @param duplicateWindow how long a foreign message without a number is recognised
 */
@ConfigurationProperties("trangtien.ingest.judging")
public record JudgingProperties(
        @DefaultValue("100ms") Duration commit,
        @DefaultValue("1") int threads,
        @DefaultValue("24h") Duration duplicateWindow) {

    private static final Duration LEAST_COMMIT = Duration.ofMillis(10);
    /** Half of the time after which Kafka gives an open transaction up. */
    private static final Duration MOST_COMMIT = Duration.ofSeconds(5);

    private static final int MOST_THREADS = 16;

    public JudgingProperties {
        if (commit.compareTo(LEAST_COMMIT) < 0 || commit.compareTo(MOST_COMMIT) > 0) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.judging.commit must be 10ms to 5s, but was %d ms".formatted(commit.toMillis()));
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.judging.threads must be 1 to %d, but was %d".formatted(MOST_THREADS, threads));
        }
        if (duplicateWindow.isNegative() || duplicateWindow.isZero()) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.judging.duplicate-window must be more than nothing, but was " + duplicateWindow);
        }
    }
}
