package vn.trangtien.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.ChannelRules.AlarmRule;
import vn.trangtien.gateway.config.ChannelRules.RateTime;
import vn.trangtien.gateway.config.RuleEntry.Condition;
import vn.trangtien.gateway.config.RuleEntry.Window;
import vn.trangtien.gateway.rules.Change.Kind;

class RuleMachineTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Duration GAP = Duration.ofSeconds(90);

    @Test
    void holdsOnlyAfterTheValueStayedBeyondForLongEnough() {
        var machine = machine(flood().build());

        assertThat(kind(machine.value(3.3, 0))).isEmpty();
        assertThat(kind(machine.value(3.3, 60 * SECOND))).isEmpty();
        assertThat(kind(machine.value(3.3, 120 * SECOND))).isEmpty();
        assertThat(kind(machine.value(3.3, 180 * SECOND))).contains(Kind.RAISED);
    }

    @Test
    void oneValueWithinTheHoldBeginsItAnew() {
        var machine = machine(flood().build());

        machine.value(3.3, 0);
        machine.value(3.1, 60 * SECOND);
        machine.value(3.3, 120 * SECOND);
        assertThat(kind(machine.value(3.3, 180 * SECOND))).isEmpty();
    }

    @Test
    void aGapIsNoEvidence() {
        var machine = machine(flood().build());

        machine.value(3.3, 0);
        assertThat(kind(machine.value(3.3, 200 * SECOND))).isEmpty();
        machine.value(3.3, 260 * SECOND);
        machine.value(3.3, 320 * SECOND);
        assertThat(kind(machine.value(3.3, 380 * SECOND))).contains(Kind.RAISED);
    }

    @Test
    void betweenClearAndThresholdNothingChanges() {
        var machine = raised(flood().clear(3.0).clearHold(60));

        long at = 0;
        for (double level : new double[] {3.19, 3.01, 3.1, 3.19, 3.05}) {
            at += 60 * SECOND;
            assertThat(machine.value(level, at)).isEmpty();
        }
        assertThat(machine.value(3.0, at += 60 * SECOND)).isEmpty();
        assertThat(kind(machine.value(3.0, at + 60 * SECOND))).contains(Kind.CLEARED);
        assertThat(machine.holds()).isFalse();
    }

    @Test
    void silenceClearsOnlyWhereTheConfigurationSaysSo() {
        var patient = raised(flood());
        var careful = raised(flood().staleAfter(600));

        assertThat(patient.passed(86_400 * SECOND)).isEmpty();
        assertThat(careful.passed(600 * SECOND)).isEmpty();
        assertThat(careful.passed(601 * SECOND)).contains(new Change(Kind.CLEARED, OptionalDouble.empty()));
    }

    @Test
    void whatHeldBeforeARestartIsNotRaisedAgain() {
        var machine = raised(flood());

        assertThat(machine.holds()).isTrue();
        assertThat(machine.value(3.5, 60 * SECOND)).isEmpty();
        assertThat(kind(machine.value(3.1, 120 * SECOND))).contains(Kind.CLEARED);
    }

    @Test
    void theFirstValueThatIsNotBeyondSettlesTheOutputsOnce() {
        var machine = machine(flood().build());

        assertThat(kind(machine.value(1, 0))).contains(Kind.SETTLED);
        assertThat(machine.value(1, 60 * SECOND)).isEmpty();
    }

    @Test
    void aWindowSaysNothingBeforeItIsFull() {
        var machine = machine(flood().hold(0).window(300, Aggregate.MEAN).build());

        for (int i = 0; i < 5; i++) {
            assertThat(machine.value(4, i * 60 * SECOND)).isEmpty();
        }
        assertThat(kind(machine.value(4, 300 * SECOND))).contains(Kind.RAISED);
    }

    @Test
    void aRateIsGrowthOverTheWindowByItsTime() {
        Condition rising = new Condition(
                "river",
                "level",
                new AlarmRule(OptionalDouble.of(0.5), OptionalDouble.empty(), Duration.ZERO),
                0.2,
                Duration.ZERO,
                Optional.of(new Window(Duration.ofMinutes(30), Aggregate.RATE, RateTime.HOUR)),
                Optional.empty());
        var machine = machine(rising);

        Optional<Change> change = Optional.empty();
        for (int minute = 0; minute <= 30; minute++) {
            change = machine.value(1 + minute * 0.01, minute * 60 * SECOND);
        }

        assertThat(change).isPresent();
        assertThat(change.get().kind()).isEqualTo(Kind.RAISED);
        assertThat(change.get().value().orElseThrow()).isCloseTo(0.6, within(1e-9));
    }

    /** The oracle keeps the whole history and looks back; the machine keeps two moments. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverChangesWithoutItsHoldAndNeverMissesOne(long seed) {
        var random = new Random(seed);
        for (int run = 0; run < 60; run++) {
            int hold = random.nextInt(5) * 30;
            int clearHold = random.nextInt(5) * 30;
            boolean below = random.nextBoolean();
            Flood given = flood().hold(hold).clear(3.0).clearHold(clearHold).below(below);
            Condition condition = given.build();
            var machine = machine(condition);
            var oracle = new Oracle(condition, hold, clearHold, GAP.toSeconds());
            long at = -500 + random.nextInt(1000);
            double level = 3.1;
            for (int i = 0; i < 300; i++) {
                at += random.nextInt(10) == 0 ? 60 + random.nextInt(120) : 1 + random.nextInt(40);
                level += (random.nextDouble() - 0.5) * 0.7 + (3.1 - level) * 0.05;
                Optional<Kind> expected = oracle.value(level, at);
                Optional<Kind> actual = kind(machine.value(level, at * SECOND)).filter(kind -> kind != Kind.SETTLED);
                assertThat(actual)
                        .as("seed %d run %d step %d".formatted(seed, run, i))
                        .isEqualTo(expected);
                assertThat(machine.holds()).isEqualTo(oracle.holds);
            }
        }
    }

    /** A state changes when every value of the last {@code hold} seconds, without a gap, says so. */
    private static final class Oracle {

        private final Condition condition;
        private final int hold;
        private final int clearHold;
        private final long gap;
        private final List<double[]> history = new ArrayList<>();
        private boolean holds;

        Oracle(Condition condition, int hold, int clearHold, long gap) {
            this.condition = condition;
            this.hold = hold;
            this.clearHold = clearHold;
            this.gap = gap;
        }

        Optional<Kind> value(double value, long at) {
            history.add(new double[] {value, at});
            int needed = holds ? clearHold : hold;
            double later = at;
            for (int i = history.size() - 1; i >= 0; i--) {
                double[] old = history.get(i);
                boolean agrees =
                        holds ? condition.isBack(old[0]) : condition.threshold().isBeyond(old[0]);
                if (!agrees || later - old[1] > gap) {
                    return Optional.empty();
                }
                later = old[1];
                if (at - old[1] >= needed) {
                    holds = !holds;
                    // What was evidence for the last change is none for the next.
                    history.clear();
                    return Optional.of(holds ? Kind.RAISED : Kind.CLEARED);
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<Kind> kind(Optional<Change> change) {
        return change.map(Change::kind);
    }

    private static RuleMachine machine(Condition condition) {
        return new RuleMachine(condition, GAP, false, 0);
    }

    private static RuleMachine raised(Flood flood) {
        return new RuleMachine(flood.build(), GAP, true, 0);
    }

    private static Flood flood() {
        return new Flood();
    }

    /** A condition above 3.2, or below it, with the rest as the test wants it. */
    private static final class Flood {

        private boolean below;
        private int hold = 180;
        private double clear = 3.2;
        private int clearHold;
        private Optional<Duration> staleAfter = Optional.empty();
        private Optional<Window> window = Optional.empty();

        Flood hold(int seconds) {
            hold = seconds;
            return this;
        }

        Flood clear(double value) {
            clear = value;
            return this;
        }

        Flood clearHold(int seconds) {
            clearHold = seconds;
            return this;
        }

        Flood staleAfter(int seconds) {
            staleAfter = Optional.of(Duration.ofSeconds(seconds));
            return this;
        }

        Flood window(int seconds, Aggregate take) {
            window = Optional.of(new Window(Duration.ofSeconds(seconds), take, RateTime.SECOND));
            return this;
        }

        /** Turned over: below 3.0, back at 3.2. */
        Flood below(boolean turned) {
            below = turned;
            return this;
        }

        Condition build() {
            OptionalDouble none = OptionalDouble.empty();
            Duration time = Duration.ofSeconds(hold);
            return new Condition(
                    "river",
                    "level",
                    below
                            ? new AlarmRule(none, OptionalDouble.of(clear), time)
                            : new AlarmRule(OptionalDouble.of(3.2), none, time),
                    below ? 3.2 : clear,
                    Duration.ofSeconds(clearHold),
                    window,
                    staleAfter);
        }
    }
}
