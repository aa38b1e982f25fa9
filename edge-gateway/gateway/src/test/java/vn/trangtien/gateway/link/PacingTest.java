package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void waitsGrowFromOneSecondToAMinuteAndAreSpread() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(5));
        long[] ceilings = {2, 4, 8, 16, 32, 60, 60, 60};
        for (int round = 0; round < 200; round++) {
            for (long ceiling : ceilings) {
                assertThat(backoff.next()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(ceiling));
            }
            backoff.reset();
        }
    }

    @Test
    void gatewaysDoNotComeBackInStep() {
        long early = 0;
        for (int gateway = 0; gateway < 1_000; gateway++) {
            var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(gateway));
            for (int i = 0; i < 5; i++) {
                backoff.next();
            }
            if (backoff.next().compareTo(Duration.ofSeconds(30)) < 0) {
                early++;
            }
        }
        assertThat(early).isBetween(400L, 600L);
    }

    @Test
    void aBacklogLeavesAtItsRateAfterAShortBurst() {
        var rate = new SendRate(50, 10, Duration.ZERO, 0);
        int sent = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 1_000) {
            while (rate.tryTake(now)) {
                sent++;
            }
        }
        assertThat(sent).isBetween(500, 511);
    }

    @Test
    void theWaitForTheNextPermitIsExact() {
        var rate = new SendRate(4, 1, Duration.ZERO, 0);
        assertThat(rate.tryTake(0)).isTrue();
        assertThat(rate.tryTake(0)).isFalse();
        assertThat(rate.untilNext()).isEqualTo(SECOND / 4);
        assertThat(rate.tryTake(SECOND / 4)).isTrue();
    }
}
