package vn.trangtien.ingest.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.rollout.Target.State;

/**
 * The gateways of one rollout, in the order in which they are touched: where each stands, how many stand where, and which have
 * moved since somebody last asked. What follows from the figures is the rollout's to say. Not thread-safe.
 */
final class Targets {

    private final Map<GatewayId, Target> all = new LinkedHashMap<>();
    private final Map<GatewayId, Target> changed = new LinkedHashMap<>();

    Targets(List<Target> targets) {
        targets.forEach(target -> all.put(target.gateway(), target));
    }

    void put(Target target) {
        all.put(target.gateway(), target);
        changed.put(target.gateway(), target);
    }

    /** As they are now; it does not follow later changes. */
    List<Target> list() {
        return List.copyOf(all.values());
    }

    /** What was changed since the last call. */
    List<Target> takeChanged() {
        var taken = List.copyOf(changed.values());
        changed.clear();
        return taken;
    }

    int upToRing(int ring) {
        return count(target -> target.ring() <= ring);
    }

    int upToRing(int ring, State state) {
        return count(target -> target.ring() <= ring && target.state() == state);
    }

    int inRing(int ring, State state) {
        return count(target -> target.ring() == ring && target.state() == state);
    }

    int touched() {
        return count(target -> target.state().isTouched());
    }

    /** Of those touched: not failed, and not away for as long as the grace or longer. */
    int healthy(Function<GatewayId, Health> health, Duration grace, Instant now) {
        return count(target -> (target.state() == State.APPLYING || target.state() == State.DONE)
                && health.apply(target.gateway())
                        .awaySince()
                        .map(since -> since.plus(grace).isAfter(now))
                        .orElse(true));
    }

    private int count(Predicate<Target> which) {
        return (int) all.values().stream().filter(which).count();
    }
}
