package vn.trangtien.ingest.processing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.decoding.Plausibility;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Presence;
import vn.trangtien.ingest.registry.Registry;

/**
 * Decides the fate of each message of a batch, in order, from what is known before it; changes nothing outside of itself, so a
 * batch that fails later can be judged again with the same result. For one batch; not thread-safe.
 */
final class Judge {

    private final Map<GatewayId, Presence> presences;
    private final Map<GatewayId, Presence> presencesBefore;
    private final Nodes nodes;

    Judge(Map<GatewayId, Presence> presences, Nodes nodes) {
        this.presences = presences;
        this.presencesBefore = Map.copyOf(presences);
        this.nodes = nodes;
    }

    /** Looks up what must be known to judge these messages. */
    static Judge knowing(List<Verdict> batch, Registry registry, SparkplugMemory sparkplug) {
        var gateways = new HashSet<GatewayId>();
        var nodes = new HashSet<GatewayId>();
        for (Verdict verdict : batch) {
            verdict.understood().ifPresent(message -> {
                gateways.add(message.gateway());
                if (message instanceof Understood.OfNode) {
                    nodes.add(message.gateway());
                }
            });
        }
        return new Judge(registry.presences(gateways), new Nodes(sparkplug.load(nodes)));
    }

    void judge(Verdict verdict) {
        Optional<Understood> understood = verdict.understood();
        if (understood.isEmpty()) {
            return;
        }
        Understood message = understood.get();
        Presence presence = presences.get(message.gateway());
        if (presence == null) {
            verdict.reject(new Rejection(
                    Reason.UNKNOWN_GATEWAY,
                    "gateway '%s' is not registered; register it, then replay"
                            .formatted(message.gateway().key())));
            return;
        }
        Outcome outcome =
                message instanceof Understood.OfNode ofNode ? nodes.resolve(verdict, ofNode) : verdict.outcome();
        if (outcome == Outcome.STORED && !isOfThePast(verdict, presence, message)) {
            verdict.understood()
                    .ifPresent(said -> presences.put(
                            said.gateway(),
                            presence.after(said.sighting()).telling(said.attributes(), Plausibility.MAX_FACTS)));
        }
    }

    /** Sparkplug edge nodes of the batch. */
    Nodes nodes() {
        return nodes;
    }

    /** A goodbye or a loss that lay in the dead letters says nothing of a gateway that was heard since. */
    private static boolean isOfThePast(Verdict verdict, Presence presence, Understood message) {
        return verdict.isReplay()
                && presence.lastMessageAt() != null
                && presence.lastMessageAt().isAfter(message.sighting().at());
    }

    /** Gateways of the batch as they are after it. */
    Map<GatewayId, Presence> presences() {
        return presences;
    }

    @Nullable Presence before(GatewayId gateway) {
        return presencesBefore.get(gateway);
    }

    /** Gateways of the batch as they were before it. */
    Map<GatewayId, Presence> before() {
        return presencesBefore;
    }

    /** Gateways whose state or facts the batch has changed. */
    Map<GatewayId, Presence> changed() {
        var changed = new HashMap<GatewayId, Presence>();
        presences.forEach((gateway, after) -> {
            if (!after.equals(presencesBefore.get(gateway))) {
                changed.put(gateway, after);
            }
        });
        return changed;
    }
}
