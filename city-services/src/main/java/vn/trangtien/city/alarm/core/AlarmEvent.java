package vn.trangtien.city.alarm.core;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of an alarm's history. */
public sealed interface AlarmEvent {

    UUID alarm();

    /** When it happened: the measuring time for what the world did, the engine's time for what a person did. */
    Instant at();

    /** The condition has lasted: a new alarm. */
    record Raised(UUID alarm, Instant at, int level, double value) implements AlarmEvent {}

    /** A graver level of the same alarm; it wants to be taken notice of anew. */
    record Escalated(UUID alarm, Instant at, int from, int level, double value) implements AlarmEvent {}

    /** A milder level of the same alarm. */
    record Eased(UUID alarm, Instant at, int from, int level, double value) implements AlarmEvent {}

    /** The condition is gone. */
    record Returned(UUID alarm, Instant at, double value) implements AlarmEvent {}

    /** The condition came back before anybody had taken notice: still the same alarm. */
    record Recurred(UUID alarm, Instant at, int level, double value) implements AlarmEvent {}

    /** A person took notice of this level. */
    record Acknowledged(
            UUID alarm,
            Instant at,
            int level,
            String by,
            @Nullable String note) implements AlarmEvent {}

    /** Condition gone and notice taken: the alarm has ended, the next one gets a new identity. */
    record Closed(UUID alarm, Instant at) implements AlarmEvent {}
}
