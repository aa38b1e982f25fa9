package vn.trangtien.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    private final TokenBucket bucket = new TokenBucket(10, 20, 0);

    @Test
    void startsFull() {
        assertThat(bucket.take(20, 0)).isZero();
        assertThat(bucket.take(1, 0)).isEqualTo(SECOND / 10);
    }

    @Test
    void debtIsPaidByTheRate() {
        assertThat(bucket.take(120, 0)).isEqualTo(10 * SECOND);
        assertThat(bucket.debt(4 * SECOND)).isEqualTo(6 * SECOND);
        assertThat(bucket.debt(10 * SECOND)).isZero();
    }

    @Test
    void neverKeepsMoreThanItsStore() {
        assertThat(bucket.take(20, 1_000 * SECOND)).isZero();
        assertThat(bucket.take(1, 1_000 * SECOND)).isPositive();
    }

    @Test
    void clockThatGoesBackGivesNothing() {
        bucket.take(20, 5 * SECOND);

        assertThat(bucket.take(10, 0)).isEqualTo(SECOND);
    }

    @Test
    void whatIsRefusedCostsNothing() {
        bucket.take(20, 0);

        for (int i = 0; i < 50; i++) {
            assertThat(bucket.takeIfThere(1, 0)).isFalse();
        }
        assertThat(bucket.takeIfThere(1, SECOND / 10)).isTrue();
    }

    @Test
    void keepsTheRateInTheLongRun() {
        long now = 0;
        long taken = 0;
        while (now < 100 * SECOND) {
            taken += 7;
            now += bucket.take(7, now);
        }

        assertThat(taken).isBetween(1_000L, 1_000L + 20 + 7);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "NaN, 1", "1, NaN"})
    void refusesNonsense(double perSecond, double store) {
        assertThatThrownBy(() -> new TokenBucket(perSecond, store, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0");
    }
}
