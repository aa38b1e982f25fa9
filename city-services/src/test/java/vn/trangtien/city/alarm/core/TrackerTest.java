package vn.trangtien.city.alarm.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An alarm's life: each state against each event. The rule has no delays here; {@link StandingTest} has them. */
class TrackerTest {

    private static final Instant START = Instant.parse("2026-11-22T17:00:00Z");

    private final Rule rule = Rules.immediate(Rules.river());
    private final List<UUID> issued = new ArrayList<>();
    private Tracker tracker = Tracker.unknown();
    private Instant now = START;

    /** What may happen to a tracker: a value on one of the levels, or a person who takes notice. */
    enum Event {
        LEVEL_0(0.2),
        LEVEL_1(1.2),
        LEVEL_2(2.2),
        LEVEL_3(3.7),
        ACKNOWLEDGE(Double.NaN);

        private final double value;

        Event(double value) {
            this.value = value;
        }
    }

    /** A state: phase and level. The states that cannot be are refused in {@link #aTrackerRefusesAStateThatCannotBe}. */
    enum State {
        NORMAL,
        UNACK_1(Event.LEVEL_1),
        UNACK_2(Event.LEVEL_2),
        UNACK_3(Event.LEVEL_3),
        ACK_1(Event.LEVEL_1, Event.ACKNOWLEDGE),
        ACK_2(Event.LEVEL_2, Event.ACKNOWLEDGE),
        ACK_3(Event.LEVEL_3, Event.ACKNOWLEDGE),
        RTN_UNACK(Event.LEVEL_1, Event.LEVEL_0);

        private final Event[] way;

        State(Event... way) {
            this.way = way;
        }
    }

    @ParameterizedTest(name = "{0} + {1} -> {2} {3}")
    @CsvSource({
        "NORMAL,    LEVEL_0,     NORMAL,    ''",
        "NORMAL,    LEVEL_1,     UNACK_1,   Raised",
        "NORMAL,    LEVEL_2,     UNACK_2,   Raised",
        "NORMAL,    LEVEL_3,     UNACK_3,   Raised",
        "NORMAL,    ACKNOWLEDGE, NORMAL,    ''",
        "UNACK_1,   LEVEL_0,     RTN_UNACK, Returned",
        "UNACK_1,   LEVEL_1,     UNACK_1,   ''",
        "UNACK_1,   LEVEL_2,     UNACK_2,   Escalated",
        "UNACK_1,   LEVEL_3,     UNACK_3,   Escalated",
        "UNACK_1,   ACKNOWLEDGE, ACK_1,     Acknowledged",
        "UNACK_2,   LEVEL_0,     RTN_UNACK, Returned",
        "UNACK_2,   LEVEL_1,     UNACK_1,   Eased",
        "UNACK_2,   LEVEL_2,     UNACK_2,   ''",
        "UNACK_2,   LEVEL_3,     UNACK_3,   Escalated",
        "UNACK_2,   ACKNOWLEDGE, ACK_2,     Acknowledged",
        "UNACK_3,   LEVEL_0,     RTN_UNACK, Returned",
        "UNACK_3,   LEVEL_1,     UNACK_1,   Eased",
        "UNACK_3,   LEVEL_2,     UNACK_2,   Eased",
        "UNACK_3,   LEVEL_3,     UNACK_3,   ''",
        "UNACK_3,   ACKNOWLEDGE, ACK_3,     Acknowledged",
        "ACK_1,     LEVEL_0,     NORMAL,    Returned+Closed",
        "ACK_1,     LEVEL_1,     ACK_1,     ''",
        "ACK_1,     LEVEL_2,     UNACK_2,   Escalated",
        "ACK_1,     LEVEL_3,     UNACK_3,   Escalated",
        "ACK_1,     ACKNOWLEDGE, ACK_1,     ''",
        "ACK_2,     LEVEL_0,     NORMAL,    Returned+Closed",
        "ACK_2,     LEVEL_1,     ACK_1,     Eased",
        "ACK_2,     LEVEL_2,     ACK_2,     ''",
        "ACK_2,     LEVEL_3,     UNACK_3,   Escalated",
        "ACK_2,     ACKNOWLEDGE, ACK_2,     ''",
        "ACK_3,     LEVEL_0,     NORMAL,    Returned+Closed",
        "ACK_3,     LEVEL_1,     ACK_1,     Eased",
        "ACK_3,     LEVEL_2,     ACK_2,     Eased",
        "ACK_3,     LEVEL_3,     ACK_3,     ''",
        "ACK_3,     ACKNOWLEDGE, ACK_3,     ''",
        "RTN_UNACK, LEVEL_0,     RTN_UNACK, ''",
        "RTN_UNACK, LEVEL_1,     UNACK_1,   Recurred",
        "RTN_UNACK, LEVEL_2,     UNACK_2,   Recurred",
        "RTN_UNACK, LEVEL_3,     UNACK_3,   Recurred",
        "RTN_UNACK, ACKNOWLEDGE, NORMAL,    Acknowledged+Closed",
    })
    void everyEventInEveryState(State before, Event event, State after, String happened) {
        bring(before);
        UUID alarm = tracker.alarm();

        List<AlarmEvent> events = happen(event);

        assertThat(state()).isEqualTo(after);
        assertThat(events)
                .extracting(e -> e.getClass().getSimpleName())
                .isEqualTo(happened.isEmpty() ? List.of() : List.of(happened.split("\\+")));
        if (alarm != null) {
            assertThat(events).extracting(AlarmEvent::alarm).allMatch(alarm::equals);
            assertThat(issued).containsExactly(alarm);
        }
    }

    @Test
    void theTableAboveIsComplete() throws NoSuchMethodException {
        var rows = TrackerTest.class
                .getDeclaredMethod("everyEventInEveryState", State.class, Event.class, State.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();

        assertThat(rows).hasSize(State.values().length * Event.values().length);
        assertThat(List.of(rows).stream().map(row -> row.replaceAll(" ", "").replaceFirst("(\\w+,\\w+),.*", "$1")))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {-100, -1, 0})
    void aRepeatedOrOlderValueChangesNothing(int secondsLater) {
        bring(State.UNACK_2);
        Tracker before = tracker;

        var step = tracker.observe(rule, 3.9, now.plusSeconds(secondsLater), UUID::randomUUID);

        assertThat(step.events()).isEmpty();
        assertThat(step.tracker()).isSameAs(before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueThatIsNoNumberIsRefused(double value) {
        assertThatThrownBy(() -> tracker.observe(rule, value, now, UUID::randomUUID))
                .hasMessageStartingWith("alarm rule river: only a finite value can be judged");
    }

    @Test
    void aNewAlarmAfterTheEndHasANewIdentity() {
        bring(State.ACK_1);
        happen(Event.LEVEL_0);
        happen(Event.LEVEL_1);

        assertThat(issued).hasSize(2).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} on level {1} with alarm {2}")
    @CsvSource({
        "NORMAL, 1, false",
        "NORMAL, 0, true",
        "UNACK, 0, true",
        "UNACK, 1, false",
        "ACK, 0, true",
        "ACK, 1, false",
        "RTN_UNACK, 1, true",
        "RTN_UNACK, 0, false"
    })
    void aTrackerRefusesAStateThatCannotBe(Phase phase, int level, boolean withAlarm) {
        assertThatThrownBy(() -> Tracker.of(phase, level, new TreeMap<>(), START, withAlarm ? UUID.randomUUID() : null))
                .hasMessageStartingWith("a tracker ");
    }

    private void bring(State state) {
        for (Event event : state.way) {
            happen(event);
        }
        assertThat(state()).isEqualTo(state);
    }

    private List<AlarmEvent> happen(Event event) {
        now = now.plusSeconds(1);
        var step = event == Event.ACKNOWLEDGE
                ? tracker.acknowledge(now, "op", null)
                : tracker.observe(rule, event.value, now, () -> {
                    issued.add(UUID.randomUUID());
                    return issued.get(issued.size() - 1);
                });
        tracker = step.tracker();
        return step.events();
    }

    private State state() {
        return State.valueOf(tracker.phase() + (tracker.level() > 0 ? "_" + tracker.level() : ""));
    }
}
