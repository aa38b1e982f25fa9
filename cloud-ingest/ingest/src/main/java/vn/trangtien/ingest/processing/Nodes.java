package vn.trangtien.ingest.processing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.ingest.decoding.SparkplugSession;
import vn.trangtien.ingest.decoding.SparkplugState;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.registry.GatewayId;

/** Sparkplug edge nodes of a batch, from what was known before it to what is known after it. Not thread-safe. */
final class Nodes {

    private final Map<GatewayId, SparkplugState> before;
    private final Map<GatewayId, SparkplugState> after;
    private final List<GatewayId> toAsk = new ArrayList<>();
    private long missed;

    Nodes(Map<GatewayId, SparkplugState> before) {
        this.before = Map.copyOf(before);
        this.after = new HashMap<>(before);
    }

    /** Says what the message means, and lets its node move on. */
    Outcome resolve(Verdict verdict, Understood.OfNode message) {
        SparkplugSession.Step step =
                SparkplugSession.take(after.getOrDefault(message.gateway(), SparkplugState.UNKNOWN), message);
        after.put(message.gateway(), step.after());
        missed += step.missed();
        if (step.rebirth()) {
            toAsk.add(message.gateway());
        }
        return verdict.resolve(step.decoded());
    }

    Map<GatewayId, SparkplugState> before() {
        return before;
    }

    Map<GatewayId, SparkplugState> after() {
        return after;
    }

    /** Nodes that are to be asked for a birth once the batch is booked. */
    List<GatewayId> toAsk() {
        return toAsk;
    }

    /** Messages that are missing according to the numbers of those that came. */
    long missed() {
        return missed;
    }
}
