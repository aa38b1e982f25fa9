package vn.trangtien.gateway.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PollPlanTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Random SEEDED = new Random(7);

    @Test
    void firstReadsAreSpreadOverAtMostTwoSecondsAndNeverBeyondOneInterval() {
        for (int i = 0; i < 1_000; i++) {
            var plan = new PollPlan(List.of(Duration.ofMillis(500), Duration.ofMinutes(5)), 100 * SECOND, SEEDED);

            assertThat(plan.due(0) - 100 * SECOND).isBetween(0L, SECOND / 2);
            assertThat(plan.due(1) - 100 * SECOND).isBetween(0L, 2 * SECOND);
        }
    }

    @Test
    void amongTheReleasedTheEarliestDeadlineGoesFirst() {
        var plan = new PollPlan(List.of(Duration.ofMinutes(1), Duration.ofSeconds(1)), 0, SEEDED);
        long now = 3 * SECOND;

        assertThat(plan.due(0)).isLessThan(now);
        assertThat(plan.due(1)).isLessThan(now);
        assertThat(plan.next(now)).as("its second is nearly over").isEqualTo(1);
        plan.succeeded(1, now);
        assertThat(plan.next(now)).as("the other is not released any more").isZero();
    }

    @Test
    void nothingIsReadBeforeItsTime() {
        var plan = new PollPlan(List.of(Duration.ofSeconds(10), Duration.ofSeconds(1)), 0, SEEDED);

        assertThat(plan.next(plan.nextDueAt() - 1)).isEqualTo(-1);
        assertThat(plan.next(plan.nextDueAt())).isNotNegative();
    }

    /** What earliest deadline first promises and first come, first served does not: everything in time up to full load. */
    @Test
    void everyDeadlineIsMetUpToNinetyFivePercentLoad() {
        List<Duration> every = List.of(
                Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1_000), Duration.ofMillis(3_000));
        long[] cost = {30_000_000, 80_000_000, 250_000_000, 600_000_000}; // 30 + 20 + 25 + 20 %
        var plan = new PollPlan(every, 0, SEEDED);
        long now = 0;
        long[] worst = new long[cost.length];
        while (now < 600 * SECOND) {
            int next = plan.next(now);
            if (next < 0) {
                now = plan.nextDueAt();
                continue;
            }
            long deadline = plan.deadline(next);
            now += cost[next];
            worst[next] = Math.max(worst[next], now - deadline);
            plan.succeeded(next, now);
        }

        // A read cannot be broken off, so a deadline may be missed by at most one read of another device.
        assertThat(worst[3]).isLessThanOrEqualTo(0);
        assertThat(worst[2]).isLessThanOrEqualTo(0);
        assertThat(worst[0]).isLessThanOrEqualTo(cost[3]);
    }

    @Test
    void rhythmIsKeptHoweverLongAReadTakes() {
        var plan = new PollPlan(List.of(Duration.ofSeconds(5)), 0, SEEDED);
        long first = plan.due(0);

        plan.succeeded(0, first + SECOND);
        assertThat(plan.due(0)).isEqualTo(first + 5 * SECOND);

        plan.succeeded(0, first + 19 * SECOND);
        assertThat(plan.due(0)).as("missed times are skipped").isEqualTo(first + 20 * SECOND);
    }

    @Test
    void aFailingDeviceIsTriedAgainAfterOneSecondAndThenLessAndLessOftenUpToAMinute() {
        var plan = new PollPlan(List.of(Duration.ofMinutes(5)), 0, SEEDED);
        long first = plan.due(0);
        List<Long> pauses = new ArrayList<>();
        long now = first;
        for (int i = 0; i < 9; i++) {
            plan.failed(0, now, 0);
            pauses.add((plan.due(0) - now) / SECOND);
            now = plan.due(0);
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);

        plan.succeeded(0, now);
        assertThat((plan.due(0) - first) % (300 * SECOND))
                .as("back in its old rhythm")
                .isZero();
        assertThat(plan.due(0) - now).as("but not at once again").isBetween(150 * SECOND, 450 * SECOND);
        plan.failed(0, plan.due(0), 0);
        assertThat(plan.isFailing(0)).isTrue();
    }

    @Test
    void failingDevicesTogetherHoldAQuarterOfTheBusAtMost() {
        int dead = 12;
        List<Duration> every = new ArrayList<>(List.of(Duration.ofSeconds(1)));
        for (int i = 0; i < dead; i++) {
            every.add(Duration.ofSeconds(1));
        }
        var plan = new PollPlan(every, 0, SEEDED);
        long now = 0;
        long wasted = 0;
        int read = 0;
        long since = 200 * SECOND;
        while (now < 1_200 * SECOND) {
            int next = plan.next(now);
            if (next < 0) {
                now = plan.nextDueAt();
            } else if (next == 0) {
                now += SECOND / 100;
                read += now > since ? 1 : 0;
                plan.succeeded(0, now);
            } else {
                now += 3 * SECOND;
                wasted += now > since ? 3 * SECOND : 0;
                plan.failed(next, now, 3 * SECOND);
            }
        }

        assertThat(wasted).isLessThanOrEqualTo(1_000 * SECOND / 4 + 3 * SECOND);
        assertThat(wasted).as("but they are not given up").isGreaterThan(100 * SECOND);
        assertThat(read).as("of 1000 reads a quarter may fall into the waits").isGreaterThan(740);
    }
}
