package vn.trangtien.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rule on the gateway began or ceased to hold, on {@code account/client/RULE-V1/event/rule}.
 *
 * @param rule name in the gateway's configuration
 * @param state whether it began or ceased to hold
 * @param channel {@code device.channel} that the rule looks at
 * @param value that decided; empty when the rule ceased because values stayed away
 * @param severity word of the configuration, {@code info}, {@code warning} or {@code critical}
 * @param message for people, in Vietnamese; may be empty
 * @param actions what was switched, for people: {@code siren.on=1}
 */
public record RuleEvent(
        String rule,
        State state,
        String channel,
        OptionalDouble value,
        String severity,
        String message,
        String actions,
        Instant at,
        Origin origin) {

    public static final String APP_ID = "RULE-V1";
    private static final String EVENT = "event/";

    /** Whether the rule holds from now on. */
    public enum State {
        RAISED,
        CLEARED
    }

    public static KuraTopic.Data topic(String account, String client, String rule) {
        return new KuraTopic.Data(account, client, APP_ID, EVENT + TopicRules.level("rule", rule));
    }

    /** Whether a topic is of such events. */
    public static boolean isOn(KuraTopic.Data topic) {
        return topic.appId().equals(APP_ID) && topic.appTopic().startsWith(EVENT);
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder()
                .timestampMs(at.toEpochMilli())
                .metric("rule", rule)
                .metric("state", state.name())
                .metric("channel", channel)
                .metric("severity", severity)
                .metric("message", message)
                .metric("actions", actions);
        value.ifPresent(number -> payload.metric("value", number));
        origin.addTo(payload);
        return payload.build();
    }

    /** Empty if something needed is missing. */
    public static Optional<RuleEvent> read(KuraPayload payload) {
        Optional<String> rule = payload.text("rule");
        Optional<State> state = payload.text("state")
                .filter(text -> text.equals(State.RAISED.name()) || text.equals(State.CLEARED.name()))
                .map(State::valueOf);
        if (rule.isEmpty() || state.isEmpty() || payload.timestampMs().isEmpty()) {
            return Optional.empty();
        }
        MetricValue value = payload.metrics().get("value");
        return Optional.of(new RuleEvent(
                rule.get(),
                state.get(),
                payload.text("channel").orElse(""),
                value == null ? OptionalDouble.empty() : value.asNumber(),
                payload.text("severity").orElse("info"),
                payload.text("message").orElse(""),
                payload.text("actions").orElse(""),
                Instant.ofEpochMilli(payload.timestampMs().getAsLong()),
                Origin.of(payload)));
    }
}
