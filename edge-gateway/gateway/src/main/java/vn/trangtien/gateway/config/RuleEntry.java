package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rule that works here, whether or not the cloud can be reached.
 *
 * @param id becomes a part of a topic
 * @param when what must hold
 * @param then what is switched when it begins to hold
 * @param otherwise what is switched when it ceases to hold
 * @param severity told with the event
 * @param message told with the event; may be empty
 */
public record RuleEntry(
        String id, Condition when, List<Action> then, List<Action> otherwise, Severity severity, String message) {

    public RuleEntry {
        then = List.copyOf(then);
        otherwise = List.copyOf(otherwise);
    }

    /**
     * Beyond a threshold for some time.
     *
     * @param device that is read
     * @param channel of the device, as it is published
     * @param above upper threshold
     * @param below lower threshold
     * @param hold how long the value must stay beyond
     * @param clear where it counts as back: below {@code above}, or above {@code below}; absent for the threshold itself
     * @param clearHold how long the value must stay back
     * @param window looked at instead of single values
     * @param staleAfter silence of the channel after which the rule ceases to hold; absent to keep its state
     */
    public record Condition(
            String device,
            String channel,
            OptionalDouble above,
            OptionalDouble below,
            Duration hold,
            OptionalDouble clear,
            Duration clearHold,
            Optional<Window> window,
            Optional<Duration> staleAfter) {}

    /**
     * The last values taken together.
     *
     * @param length of time
     * @param take how
     */
    public record Window(Duration length, Aggregate take) {}

    /** A commandable channel and the value to give it. */
    public record Action(String device, String channel, double value) {}

    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}
