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
    void theDeviceWhoseTimeCameFirstIsNext() {
        var plan = new PollPlan(List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)), 0, SEEDED);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            int next = plan.next();
            order.add(next);
            plan.succeeded(next, plan.due(next));
        }

        assertThat(order.stream().filter(device -> device == 1).count()).isEqualTo(10);
    }

    @Test
    void rhythmIsKeptHoweverLongAReadTakes() {
        var plan = new PollPlan(List.of(Duration.ofSeconds(5)), 0, SEEDED);
        long first = plan.due(0);

        plan.succeeded(0, first + SECOND);
        assertThat(plan.due(0)).isEqualTo(first + 5 * SECOND);

        plan.succeeded(0, first + 19 * SECOND);
        assertThat(plan.due(0)).as("missed times are skipped").isEqualTo(first + 24 * SECOND);
    }

    @Test
    void aFailingDeviceIsTriedAgainAfterOneSecondAndThenLessAndLessOftenUpToAMinute() {
        var plan = new PollPlan(List.of(Duration.ofMinutes(5)), 0, SEEDED);
        List<Long> pauses = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 9; i++) {
            plan.failed(0, now);
            pauses.add((plan.due(0) - now) / SECOND);
            now = plan.due(0);
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);

        plan.succeeded(0, now);
        assertThat(plan.due(0) - now).as("back in its rhythm").isEqualTo(300 * SECOND);
        plan.failed(0, now);
        assertThat(plan.due(0) - now).as("and patient again").isEqualTo(SECOND);
    }
}
