package vn.trangtien.ingest.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a gateway that its messages change.
 *
 * @param since when it got into its state
 */
public record Presence(
        GatewayState state, Instant since, @Nullable Instant lastMessageAt, Map<String, String> facts) {

    /** A lost gateway whose data still come after this long is there again. */
    static final Duration LATE_DATA = Duration.ofSeconds(30);

    public Presence {
        facts = Map.copyOf(facts);
    }

    /** The presence after a sighting; an older sighting than the last one changes the state as well, for order is arrival. */
    public Presence after(Sighting sighting) {
        GatewayState next = state.after(sighting.signal());
        if (isBack(sighting)) {
            next = GatewayState.ONLINE;
        }
        return new Presence(
                next,
                next == state ? since : sighting.at(),
                lastMessageAt == null || lastMessageAt.isBefore(sighting.at()) ? sighting.at() : lastMessageAt,
                sighting.facts().orElse(facts));
    }

    private boolean isBack(Sighting sighting) {
        return sighting.signal() == GatewayState.Signal.TALKED
                && (state == GatewayState.MISSING || state == GatewayState.OFFLINE)
                && sighting.at().isAfter(since.plus(LATE_DATA));
    }
}
