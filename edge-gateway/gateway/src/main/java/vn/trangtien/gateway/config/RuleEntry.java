package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.gateway.config.ChannelRules.AlarmRule;
import vn.trangtien.gateway.config.ChannelRules.RateTime;

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
     * Beyond one threshold for some time.
     *
     * @param device that is read
     * @param channel of the device, as it is published
     * @param threshold above or below which, and for how long
     * @param clear where the value counts as back: at most {@code above}, or at least {@code below}
     * @param clearHold how long the value must stay back
     * @param window looked at instead of single values
     * @param staleAfter silence of the channel after which the rule ceases to hold; absent to keep its state
     */
    public record Condition(
            String device,
            String channel,
            AlarmRule threshold,
            double clear,
            Duration clearHold,
            Optional<Window> window,
            Optional<Duration> staleAfter) {

        /** Whether the value lies so far back that the rule may cease to hold. */
        public boolean isBack(double value) {
            OptionalDouble above = threshold.above();
            return above.isPresent() ? value <= clear : value >= clear;
        }

        /** As in a configuration: {@code river.level}. */
        public String source() {
            return device + "." + channel;
        }
    }

    /**
     * The last values taken together.
     *
     * @param length of time
     * @param take how
     * @param per time in the unit of a RATE
     */
    public record Window(Duration length, Aggregate take, RateTime per) {}

    /** A commandable channel and the value to give it. */
    public record Action(String device, String channel, double value) {

        /** As in a configuration: {@code siren.on}. */
        public String target() {
            return device + "." + channel;
        }
    }

    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL;

        /** As written in a configuration and on the wire. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Severity> of(String code) {
            return Arrays.stream(values())
                    .filter(severity -> severity.code().equals(code))
                    .findFirst();
        }

        public static List<String> codes() {
            return Arrays.stream(values()).map(Severity::code).toList();
        }
    }
}
