package vn.trangtien.gateway.camera;

import java.util.function.Supplier;
import vn.trangtien.gateway.pipeline.CounterMemory;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.wire.Origin;

/**
 * What the feeds of all cameras of a gateway stand on.
 *
 * @param origin whether what is measured is simulated, and whether the clock can be believed
 * @param counters in which counts outlive the gateway, by the names under which they are sent
 * @param alerts sends alerts and knows which of them hold
 */
public record FeedParts(
        String account,
        String gateway,
        Supplier<Origin> origin,
        Outbox outbox,
        CounterMemory counters,
        AlertBook alerts) {}
