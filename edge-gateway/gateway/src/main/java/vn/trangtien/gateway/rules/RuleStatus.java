package vn.trangtien.gateway.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one rule stands.
 *
 * @param condition for people: {@code river.level > 3.2}
 * @param since time of the last change; empty if there was none since the start
 * @param value that the rule looks at
 * @param outputs what is switched by it now, for people
 */
public record RuleStatus(
        String id,
        State state,
        String condition,
        String severity,
        String message,
        Optional<Instant> since,
        OptionalDouble value,
        List<String> outputs) {

    public RuleStatus {
        outputs = List.copyOf(outputs);
    }

    /** The life of a rule. */
    public enum State {
        /** No usable value has come since the start. */
        WAITING,
        CLEAR,
        /** Beyond the threshold, but not for long enough. */
        RISING,
        HELD,
        /** Held, and back, but not for long enough. */
        FALLING
    }
}
