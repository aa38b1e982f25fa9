package vn.trangtien.ingest.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a gateway that its messages change.
 *
 * @param since when it got into its state
 * @param goodbyeAt when it said its last goodbye, by its own clock; absent if it said none since it came, or gave no time
 */
public record Presence(
        GatewayState state,
        Instant since,
        @Nullable Instant lastMessageAt,
        Map<String, String> facts,
        @Nullable Instant goodbyeAt) {

    /** A lost gateway whose data still come after this long is there again. */
    static final Duration LATE_DATA = Duration.ofSeconds(30);

    public Presence {
        facts = Map.copyOf(facts);
    }

    /** The presence after a sighting; an older sighting than the last one changes the state as well, for order is arrival. */
    public Presence after(Sighting sighting) {
        boolean overtaken = isOvertaken(sighting);
        GatewayState next = overtaken ? state : state.after(sighting.signal());
        if (isBack(sighting)) {
            next = GatewayState.ONLINE;
        }
        return new Presence(
                next,
                next == state ? since : sighting.at(),
                lastMessageAt == null || lastMessageAt.isBefore(sighting.at()) ? sighting.at() : lastMessageAt,
                sighting.facts().orElse(facts),
                overtaken ? goodbyeAt : goodbyeAfter(sighting));
    }

    /** The presence of a gateway that was heard again and said nothing new of itself. */
    Presence heardAt(@Nullable Instant at) {
        return new Presence(state, since, at, facts, goodbyeAt);
    }

    /**
     * The presence with more facts; one that is known already gets its new text.
     *
     * @param most facts that are kept; beyond it new ones are left out
     */
    public Presence telling(Map<String, String> more, int most) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(facts);
        more.forEach((name, text) -> {
            if (all.size() < most || all.containsKey(name)) {
                all.put(name, text);
            }
        });
        return new Presence(state, since, lastMessageAt, all, goodbyeAt);
    }

    private @Nullable Instant goodbyeAfter(Sighting sighting) {
        return switch (sighting.signal()) {
            case LEFT -> sighting.saidAt().orElse(null);
            case BORN -> null;
            case TALKED, LOST -> goodbyeAt;
        };
    }

    /**
     * Whether this is a BIRTH that the goodbye of the same connection overtook. Kura sends BIRTH with QoS 1 and DC with QoS 0, and
     * brokers need not keep messages of different QoS in order. Only for a while, for the gateway's clock may have been set back.
     */
    private boolean isOvertaken(Sighting sighting) {
        return sighting.signal() == GatewayState.Signal.BORN
                && state == GatewayState.OFFLINE
                && goodbyeAt != null
                && sighting.saidAt().filter(said -> !said.isAfter(goodbyeAt)).isPresent()
                && !sighting.at().isAfter(since.plus(LATE_DATA));
    }

    private boolean isBack(Sighting sighting) {
        return sighting.signal() == GatewayState.Signal.TALKED
                && (state == GatewayState.MISSING || state == GatewayState.OFFLINE)
                && sighting.at().isAfter(since.plus(LATE_DATA));
    }
}
