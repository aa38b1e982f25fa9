package vn.trangtien.events;

import java.time.Instant;
import java.util.Map;

/**
 * A gateway came, went or was lost.
 *
 * @param facts what the gateway said of itself at birth (model, version, addresses); text supplied by a device, so escape it
 */
public record GatewayStatus(String account, String gateway, State state, Instant at, Map<String, String> facts) {

    public GatewayStatus {
        facts = Map.copyOf(facts);
    }

    /** ONLINE after a birth, OFFLINE after a clean disconnect, MISSING after the broker published the will. */
    public enum State {
        ONLINE,
        OFFLINE,
        MISSING
    }
}
