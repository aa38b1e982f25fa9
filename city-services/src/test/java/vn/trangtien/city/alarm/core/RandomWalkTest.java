package vn.trangtien.city.alarm.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Long random lives of one source. Whatever the river and the operators do, these things hold. */
class RandomWalkTest {

    private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");
    private static final int STEPS = 4_000;

    private record Observation(Instant at, double value) {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thereIsNeverMoreThanOneOpenAlarmAndItsHistoryIsWellFormed(long seed) {
        var random = new Random(seed);
        Rule rule = Rules.river();
        Tracker tracker = Tracker.unknown();
        Set<UUID> ended = new HashSet<>();
        @Nullable UUID open = null;
        int level = 0;
        for (Observation seen : walk(random)) {
            var step = random.nextInt(40) == 0
                    ? tracker.acknowledge(seen.at(), "op", null)
                    : tracker.observe(rule, seen.value(), seen.at(), UUID::randomUUID);
            tracker = step.tracker();
            for (AlarmEvent event : step.events()) {
                if (event instanceof AlarmEvent.Raised raised) {
                    assertThat(open).as("open while another is raised").isNull();
                    assertThat(ended).doesNotContain(raised.alarm());
                    open = raised.alarm();
                    level = raised.level();
                } else {
                    assertThat(event.alarm()).isEqualTo(open);
                    level = levelAfter(event, level);
                }
                if (event instanceof AlarmEvent.Closed) {
                    ended.add(event.alarm());
                    open = null;
                }
            }
            assertThat(tracker.alarm()).isEqualTo(open);
            assertThat(tracker.level()).isEqualTo(level);
            assertThat(tracker.turning().keySet()).allMatch(i -> i >= 1 && i <= rule.levels());
        }
        assertThat(ended.size()).as("a walk that proves something").isGreaterThan(3);
    }

    /** At-least-once delivery: repeats and stragglers must not change a single step. */
    @ParameterizedTest
    @MethodSource("seeds")
    void repeatsAndStragglersChangeNothing(long seed) {
        List<Observation> once = walk(new Random(seed));
        var random = new Random(-seed);
        var noisy = new ArrayList<Observation>();
        for (int i = 0; i < once.size(); i++) {
            noisy.add(once.get(i));
            while (random.nextInt(3) == 0) {
                noisy.add(once.get(random.nextInt(i + 1)));
            }
        }

        assertThat(history(noisy)).isEqualTo(history(once));
    }

    /** A level is announced only if every value since the limit was reached has been on the bad side, for the whole delay. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyAnnouncementIsBackedByTheWholeDelay(long seed) {
        Rule rule = Rules.river();
        Tracker tracker = Tracker.unknown();
        var seenSoFar = new ArrayList<Observation>();
        for (Observation seen : walk(new Random(seed))) {
            seenSoFar.add(seen);
            int before = tracker.level();
            tracker = tracker.observe(rule, seen.value(), seen.at(), UUID::randomUUID)
                    .tracker();
            int after = tracker.level();
            if (after > before) {
                assertThat(backedSince(
                                seenSoFar, v -> v >= rule.threshold(after).limit()))
                        .isBeforeOrEqualTo(seen.at().minus(rule.onDelay()));
            }
            if (after < before) {
                assertThat(backedSince(
                                seenSoFar, v -> v < rule.threshold(after + 1).limit() - rule.deadband()))
                        .isBeforeOrEqualTo(seen.at().minus(rule.offDelay()));
            }
        }
    }

    private static Instant backedSince(List<Observation> seen, java.util.function.DoublePredicate holds) {
        int i = seen.size() - 1;
        while (i >= 0 && holds.test(seen.get(i).value())) {
            i--;
        }
        return seen.get(Math.min(i + 1, seen.size() - 1)).at();
    }

    private static List<String> history(List<Observation> observations) {
        var history = new ArrayList<String>();
        Tracker tracker = Tracker.unknown();
        var identity = new UUID(0, 0);
        for (Observation seen : observations) {
            var step = tracker.observe(Rules.river(), seen.value(), seen.at(), () -> identity);
            tracker = step.tracker();
            step.events().forEach(event -> history.add(event.toString()));
        }
        return history;
    }

    private static int levelAfter(AlarmEvent event, int before) {
        if (event instanceof AlarmEvent.Escalated escalated) {
            assertThat(escalated.from()).isEqualTo(before).isPositive();
            assertThat(escalated.level()).isGreaterThan(before);
            return escalated.level();
        }
        if (event instanceof AlarmEvent.Eased eased) {
            assertThat(eased.from()).isEqualTo(before);
            assertThat(eased.level()).isPositive().isLessThan(before);
            return eased.level();
        }
        if (event instanceof AlarmEvent.Recurred recurred) {
            assertThat(before).isZero();
            return recurred.level();
        }
        if (event instanceof AlarmEvent.Returned) {
            assertThat(before).isPositive();
            return 0;
        }
        return before;
    }

    /** A river that wanders between 0 and 4.5 m and is read every 1 to 40 s. */
    private static List<Observation> walk(Random random) {
        var observations = new ArrayList<Observation>();
        Instant at = START;
        double value = 0.8;
        for (int i = 0; i < STEPS; i++) {
            at = at.plusSeconds(1 + random.nextInt(40));
            value = Math.max(0, Math.min(4.5, value + random.nextGaussian() * 0.25));
            observations.add(new Observation(at, value));
        }
        return observations;
    }
}
