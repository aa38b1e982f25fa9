package vn.trangtien.ingest.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Near the end of the range, where a monotonic clock may begin. */
    private static final long START = -3 * SECOND;

    private final TokenBucket bucket = new TokenBucket(100, 200, START);

    @Test
    void storeMayBeTakenAtOnceAndTheNextHasToWait() {
        assertThat(bucket.take(200, START)).isZero();
        assertThat(bucket.take(1, START)).isEqualTo(SECOND / 100);
    }

    @Test
    void debtIsPaidAtTheRate() {
        bucket.take(700, START);

        assertThat(bucket.take(0, START + SECOND)).isEqualTo(4 * SECOND);
        assertThat(bucket.take(0, START + 5 * SECOND)).isZero();
        assertThat(bucket.take(1, START + 5 * SECOND)).isPositive();
    }

    @Test
    void nothingIsSavedBeyondTheStore() {
        assertThat(bucket.take(201, START + 3600 * SECOND)).isEqualTo(SECOND / 100);
    }

    @Test
    void aClockThatStandsStillGivesNothing() {
        bucket.take(200, START);

        assertThat(bucket.take(0, START - SECOND)).isZero();
        assertThat(bucket.takeIfThere(1, START - SECOND)).isFalse();
        assertThat(bucket.takeIfThere(1, START + SECOND / 50)).isTrue();
    }

    @Test
    void whatIsRefusedCostsNothing() {
        bucket.take(200, START);

        for (int i = 0; i < 50; i++) {
            assertThat(bucket.takeIfThere(1, START)).isFalse();
        }
        assertThat(bucket.takeIfThere(1, START + SECOND / 100)).isTrue();
    }

    @Test
    void inTheLongRunTheRateIsKept() {
        long now = START;
        long taken = 0;
        while (now < START + 100 * SECOND) {
            taken += 7;
            now += bucket.take(7, now);
        }

        assertThat(taken).isBetween(10_000L, 10_000L + 200 + 7);
    }

    @Test
    void noRateAndNoStoreAreRefused() {
        assertThatThrownBy(() -> new TokenBucket(0, 1, 0)).hasMessageContaining("perSecond=0.0");
        assertThatThrownBy(() -> new TokenBucket(1, 0, 0)).hasMessageContaining("store=0.0");
    }
}
