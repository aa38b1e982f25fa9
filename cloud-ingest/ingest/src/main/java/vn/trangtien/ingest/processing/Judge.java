package vn.trangtien.ingest.processing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.decoding.Plausibility;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.decoding.Understood.Identity;
import vn.trangtien.ingest.processing.Memory.SpoolKey;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Presence;
import vn.trangtien.ingest.registry.Registry;

/**
 * Decides the fate of each message of a batch, in order, from what is known before it; changes nothing outside of itself, so a
 * batch that fails later can be judged again with the same result. For one batch; not thread-safe.
 */
final class Judge {

    /** A spool with more ranges than this is damaged or hostile; 20,000 ranges are about 300 kB. */
    private static final int MAX_RANGES = 20_000;

    private final Map<GatewayId, Presence> presences;
    private final Map<GatewayId, Presence> presencesBefore;
    private final Map<SpoolKey, SpoolNumbers> spools;
    private final Set<String> seen;
    private final Set<String> newlySeen = new HashSet<>();
    private final Nodes nodes;

    Judge(Map<GatewayId, Presence> presences, Map<SpoolKey, SpoolNumbers> spools, Set<String> seen, Nodes nodes) {
        this.presences = presences;
        this.presencesBefore = Map.copyOf(presences);
        this.spools = spools;
        this.seen = seen;
        this.nodes = nodes;
    }

    /** Looks up what must be known to judge these messages. */
    static Judge knowing(List<Verdict> batch, Registry registry, Memory memory, SparkplugMemory sparkplug) {
        var gateways = new HashSet<GatewayId>();
        var spools = new HashSet<SpoolKey>();
        var hashes = new ArrayList<String>();
        var nodes = new HashSet<GatewayId>();
        for (Verdict verdict : batch) {
            verdict.understood().ifPresent(message -> {
                gateways.add(message.gateway());
                if (message instanceof Understood.OfNode) {
                    nodes.add(message.gateway());
                }
                message.identity().ifPresent(identity -> {
                    if (identity instanceof Identity.Numbered numbered) {
                        spools.add(key(message, numbered));
                    } else if (identity instanceof Identity.Hashed hashed) {
                        hashes.add(hashed.hash());
                    }
                });
            });
        }
        return new Judge(
                registry.presences(gateways),
                memory.numbers(spools),
                memory.seen(hashes),
                new Nodes(sparkplug.load(nodes)));
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
        Outcome outcome = recognise(verdict, message);
        if (outcome == Outcome.STORED && message instanceof Understood.OfNode ofNode) {
            outcome = resolve(verdict, ofNode);
        }
        if (outcome == Outcome.STORED && !isOfThePast(verdict, presence, message)) {
            verdict.understood()
                    .ifPresent(said -> presences.put(
                            said.gateway(),
                            presence.after(said.sighting()).telling(said.attributes(), Plausibility.MAX_FACTS)));
        }
    }

    /** A message that its node's state does not explain may be replayed later, so it must not count as seen. */
    private Outcome resolve(Verdict verdict, Understood.OfNode message) {
        Outcome outcome = nodes.resolve(verdict, message);
        if (outcome == Outcome.REJECTED && message.identity().orElse(null) instanceof Identity.Hashed hashed) {
            newlySeen.remove(hashed.hash());
        }
        return outcome;
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

    /** The message was refused after all: it has not been there, so that a replay of it is not taken for a repetition. */
    void forget(Verdict verdict) {
        verdict.understood()
                .ifPresent(message -> message.identity().ifPresent(identity -> {
                    if (identity instanceof Identity.Hashed hashed) {
                        newlySeen.remove(hashed.hash());
                    } else if (identity instanceof Identity.Numbered numbered) {
                        SpoolNumbers numbers = spools.get(key(message, numbered));
                        if (numbers != null) {
                            numbers.received().remove(numbered.mark().seq());
                        }
                    }
                }));
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

    Map<SpoolKey, SpoolNumbers> spools() {
        return spools;
    }

    Set<String> newlySeen() {
        return newlySeen;
    }

    private Outcome recognise(Verdict verdict, Understood message) {
        if (message.identity().isEmpty()) {
            return verdict.accept();
        }
        if (message.identity().get() instanceof Identity.Hashed hashed) {
            if (seen.contains(hashed.hash()) || !newlySeen.add(hashed.hash())) {
                return verdict.duplicate();
            }
            return verdict.accept();
        }
        Identity.Numbered numbered = (Identity.Numbered) message.identity().get();
        SpoolNumbers numbers = spools.computeIfAbsent(key(message, numbered), any -> new SpoolNumbers());
        if (numbers.received().contains(numbered.mark().seq())) {
            return verdict.duplicate();
        }
        if (numbers.ranges() >= MAX_RANGES) {
            return verdict.reject(new Rejection(
                    Reason.TOO_MANY_GAPS,
                    "spool '%s' has more than %d holes in its numbers; look at the gateway's clock and disk"
                            .formatted(numbered.mark().spool(), MAX_RANGES)));
        }
        numbers.received().add(numbered.mark().seq());
        if (message instanceof Understood.Report report) {
            numbers.evicted().addAll(report.evicted());
        }
        return verdict.accept();
    }

    private static SpoolKey key(Understood message, Identity.Numbered numbered) {
        return new SpoolKey(message.gateway(), numbered.mark().spool());
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
