package vn.trangtien.city.alarm.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the engine remembers of one source under one rule. It alone decides which step may follow which, so that there is
 * never more than one open alarm per source and rule.
 *
 * <pre>
 *             level &gt; 0            acknowledge
 *   NORMAL ────────────► UNACK ─────────────────► ACK
 *     ▲                  ▲  │ ▲                    │ │
 *     │ acknowledge      │  │ └── graver level ────┘ │ level 0
 *     │                  │  ▼ level 0                │
 *     ├────────────── RTN_UNACK                      │
 *     └──────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Immutable; each step gives the next tracker and what happened.
 */
public final class Tracker {

    private static final Tracker NEW = new Tracker(Phase.NORMAL, Standing.CLEAR, null);

    private final Phase phase;
    private final Standing standing;
    private final @Nullable UUID alarm;

    private Tracker(Phase phase, Standing standing, @Nullable UUID alarm) {
        boolean conditionHolds = phase == Phase.UNACK || phase == Phase.ACK;
        if (conditionHolds != standing.level() > 0) {
            throw new IllegalArgumentException("a tracker cannot be %s on level %d".formatted(phase, standing.level()));
        }
        if (phase.isOpen() != (alarm != null)) {
            throw new IllegalArgumentException("a tracker in %s cannot have alarm %s".formatted(phase, alarm));
        }
        this.phase = phase;
        this.standing = standing;
        this.alarm = alarm;
    }

    /** A source of which nothing is known yet. */
    public static Tracker unknown() {
        return NEW;
    }

    /** A tracker as it was stored; see the accessors of the same names. */
    public static Tracker of(
            Phase phase,
            int level,
            SortedMap<Integer, Instant> turning,
            @Nullable Instant watermark,
            @Nullable UUID alarm) {
        return new Tracker(phase, new Standing(level, turning, watermark), alarm);
    }

    /** The next tracker and what happened on the way, in order; nothing may have happened. */
    public record Step(Tracker tracker, List<AlarmEvent> events) {

        public Step {
            events = List.copyOf(events);
        }
    }

    /**
     * Judges one value.
     *
     * @param value finite, in the rule's unit
     * @param at time of the value; a value as old as the newest judged one, or older, changes nothing
     * @param identities where the identity of a new alarm comes from
     */
    public Step observe(Rule rule, double value, Instant at, Supplier<UUID> identities) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "alarm rule %s: only a finite value can be judged, but was %s".formatted(rule.id(), value));
        }
        if (!standing.isNews(at)) {
            return unchanged();
        }
        Standing next = standing.judge(rule, value, at);
        int from = standing.level();
        int to = next.level();
        if (to == from) {
            return new Step(new Tracker(phase, next, alarm), List.of());
        }
        if (alarm == null) {
            UUID raised = identities.get();
            return step(Phase.UNACK, next, raised, new AlarmEvent.Raised(raised, at, to, value));
        }
        if (from == 0) {
            return step(Phase.UNACK, next, alarm, new AlarmEvent.Recurred(alarm, at, to, value));
        }
        if (to > from) {
            return step(Phase.UNACK, next, alarm, new AlarmEvent.Escalated(alarm, at, from, to, value));
        }
        if (to > 0) {
            return step(phase, next, alarm, new AlarmEvent.Eased(alarm, at, from, to, value));
        }
        var returned = new AlarmEvent.Returned(alarm, at, value);
        return phase == Phase.ACK
                ? step(Phase.NORMAL, next, null, returned, new AlarmEvent.Closed(alarm, at))
                : step(Phase.RTN_UNACK, next, alarm, returned);
    }

    /**
     * A person takes notice of the level that stands. Doing it twice changes nothing, and neither does doing it when the
     * alarm has ended.
     */
    public Step acknowledge(Instant at, String by, @Nullable String note) {
        if (alarm == null || !phase.needsAcknowledgement()) {
            return unchanged();
        }
        var acknowledged = new AlarmEvent.Acknowledged(alarm, at, standing.level(), by, note);
        return phase == Phase.UNACK
                ? step(Phase.ACK, standing, alarm, acknowledged)
                : step(Phase.NORMAL, standing, null, acknowledged, new AlarmEvent.Closed(alarm, at));
    }

    public Phase phase() {
        return phase;
    }

    /** The announced level, 0 for none. */
    public int level() {
        return standing.level();
    }

    /** For each level that is about to change: since when. */
    public SortedMap<Integer, Instant> turning() {
        return standing.turning();
    }

    /** Time of the newest value judged. */
    public @Nullable Instant watermark() {
        return standing.watermark();
    }

    /** Identity of the open alarm, if there is one. */
    public @Nullable UUID alarm() {
        return alarm;
    }

    @Override
    public String toString() {
        return "%s level=%d turning=%s watermark=%s alarm=%s".formatted(phase, level(), turning(), watermark(), alarm);
    }

    private Step unchanged() {
        return new Step(this, List.of());
    }

    private static Step step(Phase phase, Standing standing, @Nullable UUID alarm, AlarmEvent... events) {
        return new Step(new Tracker(phase, standing, alarm), new ArrayList<>(List.of(events)));
    }
}
