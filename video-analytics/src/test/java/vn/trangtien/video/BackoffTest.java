package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void waitsLongerEachTimeUpToHalfAMinuteWhereOnlyAPersonCanHelp() {
        for (int i = 0; i < 100; i++) {
            long ceiling = Math.min(30_000, 2_000L << Math.min(i, 10));
            assertThat(backoff.next(false)).isBetween(Duration.ofMillis(ceiling / 2), Duration.ofMillis(ceiling));
        }
    }

    @Test
    void aCameraThatMayComeBackIsNeverWaitedForLongerThanFiveSeconds() {
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next(true)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        }
    }

    @Test
    void beginsAnewAfterASuccess() {
        for (int i = 0; i < 10; i++) {
            backoff.next(true);
        }
        backoff.succeeded();

        assertThat(backoff.next(true)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void doesNotWaitTheSameTimeTwice() {
        var other = new Backoff(new Random(2));

        assertThat(backoff.next(true)).isNotEqualTo(other.next(true));
    }
}
