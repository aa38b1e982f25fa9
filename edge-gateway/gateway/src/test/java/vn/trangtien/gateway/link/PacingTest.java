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
        assertThat(sent(rate, 0, 10 * SECOND)).isBetween(500, 511);
    }

    @Test
    void theWaitForTheNextPermitIsExact() {
        var rate = new SendRate(4, 1, Duration.ZERO, 0);
        assertThat(rate.available(0)).isEqualTo(1);
        rate.take();
        assertThat(rate.available(0)).isZero();
        assertThat(rate.untilNext()).isEqualTo(SECOND / 4);
        assertThat(rate.available(SECOND / 4)).isEqualTo(1);
    }

    @Test
    void aReturnedGatewayBeginsAtATenthOfItsRate() {
        var rate = new SendRate(200, 64, Duration.ofSeconds(20), 0);

        assertThat(sent(rate, 0, SECOND))
                .as("20 at once, then 20 to 29 a second")
                .isBetween(40, 50);
        assertThat(sent(rate, SECOND, 20 * SECOND)).isBetween(2_100, 2_200);
        assertThat(sent(rate, 20 * SECOND, 30 * SECOND)).isBetween(1_990, 2_010);
    }

    @Test
    void refusedIdentitiesWaitFiveTimesAsLong() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(5));
        for (int i = 0; i < 200; i++) {
            assertThat(backoff.nextAfterRefusal()).isBetween(Duration.ofSeconds(5), Duration.ofMinutes(5));
        }
    }

    private static int sent(SendRate rate, long from, long to) {
        int sent = 0;
        for (long now = from; now < to; now += SECOND / 1_000) {
            for (int permits = rate.available(now); permits > 0; permits--) {
                rate.take();
                sent++;
            }
        }
        return sent;
    }
}
