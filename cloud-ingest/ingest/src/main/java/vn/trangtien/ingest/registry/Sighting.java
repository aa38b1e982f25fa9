package vn.trangtien.ingest.registry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message that was heard from a gateway.
 *
 * @param at arrival
 * @param saidAt when it was said, by the gateway's clock, if the message tells
 * @param facts what it said of itself, if the message says anything of the kind
 */
public record Sighting(
        GatewayState.Signal signal, Instant at, Optional<Instant> saidAt, Optional<Map<String, String>> facts) {

    /** Data, or whatever else tells only that somebody is there. */
    public static Sighting talked(Instant at) {
        return new Sighting(GatewayState.Signal.TALKED, at, Optional.empty(), Optional.empty());
    }
}
