package vn.trangtien.ingest.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.rollout.Target.State;
import vn.trangtien.ingest.wording.Bilingual;

/**
 * One rollout at work. It alone decides which gateway is touched when, so that never more than the ring's share is, and that
 * nothing is touched after it stopped. It sees the world only through what it is told; not thread-safe.
 */
final class Rollout {

    /** See docs/fleet.md. */
    enum Stage {
        RUNNING,
        PAUSED,
        STOPPED,
        ABORTED,
        ROLLING_BACK,
        ROLLED_BACK,
        COMPLETED;

        boolean isOver() {
            return this == ABORTED || this == ROLLED_BACK || this == COMPLETED;
        }
    }

    /** Something to be done with a gateway. */
    record Deed(GatewayId gateway, boolean back) {}

    /** A line of the history; without a gateway it is about the rollout. */
    record Line(Optional<GatewayId> gateway, String text) {}

    /** So many at a time: the first to break are seen before all are touched, and no transaction holds the whole fleet. */
    static final int AT_ONCE = 200;

    private final Policy policy;
    private final Targets targets;
    private final List<Line> history = new ArrayList<>();
    private Stage stage;
    private int ring;
    private Instant ringSince;
    private @Nullable Instant settledAt;
    private String reason;
    private int forgiven;

    Rollout(
            Policy policy,
            List<Target> targets,
            Stage stage,
            int ring,
            Instant ringSince,
            @Nullable Instant settledAt,
            String reason,
            int forgiven) {
        this.policy = policy;
        this.targets = new Targets(targets);
        this.stage = stage;
        this.ring = ring;
        this.ringSince = ringSince;
        this.settledAt = settledAt;
        this.reason = reason;
        this.forgiven = forgiven;
    }

    /** A new one: the targets are in the order in which they will be touched. */
    static Rollout begin(Policy policy, List<GatewayId> order, Instant now) {
        List<Target> targets = new ArrayList<>();
        for (GatewayId gateway : order) {
            int place = targets.size();
            targets.add(new Target(gateway, policy.ringOf(place, order.size()), State.PENDING, now, ""));
        }
        return new Rollout(policy, targets, Stage.RUNNING, 0, now, null, "", 0);
    }

    /** Observes all targets and says what is to be done now. */
    List<Deed> advance(Function<GatewayId, Health> health, Instant now) {
        if (stage == Stage.ROLLING_BACK) {
            return goBack(health, now);
        }
        if (stage != Stage.RUNNING && stage != Stage.PAUSED) {
            return List.of();
        }
        targets.list().forEach(target -> observe(target, health.apply(target.gateway()), now));
        if (stage == Stage.PAUSED) {
            return List.of();
        }
        if (hasTooManyFailures()) {
            return List.of();
        }
        List<Deed> deeds = touch(health, now);
        boolean isBusy = inRings(State.PENDING) + inRings(State.APPLYING) > 0;
        if (isBusy) {
            settledAt = null;
            return deeds;
        }
        if (settledAt == null) {
            settledAt = now;
        }
        if (!now.isBefore(settledAt.plus(policy.soak()))) {
            closeRing(health, now);
        }
        return deeds;
    }

    private void observe(Target target, Health health, Instant now) {
        boolean isGiven = target.state() == State.APPLYING || target.state() == State.DONE;
        if (!isGiven) {
            return;
        }
        if (health.failure().isPresent()) {
            put(target.to(State.FAILED, now, health.failure().get()));
        } else if (target.state() == State.APPLYING && health.runsTarget()) {
            put(target.to(State.DONE, now, ""));
        } else if (target.state() == State.APPLYING
                && stage == Stage.RUNNING
                && !now.isBefore(target.since().plus(policy.patience()))) {
            put(target.to(State.FAILED, now, RolloutWords.late(policy.patience())));
        } else if (target.state() == State.DONE && health.isConnected() && !health.runsTarget()) {
            put(target.to(State.FAILED, now, RolloutWords.NO_LONGER));
        }
    }

    private boolean hasTooManyFailures() {
        int failed = inRings(State.FAILED) - forgiven;
        int given = targets.upToRing(ring) - inRings(State.SKIPPED);
        int mayFail = policy.mayFail(given);
        if (failed > mayFail) {
            stop(RolloutWords.failed(failed, given, mayFail));
            return true;
        }
        // A large ring would otherwise go on breaking gateways until the whole ring's allowance is used up.
        int failedHere = Math.min(failed, targets.inRing(ring, State.FAILED));
        int doneHere = failedHere + targets.inRing(ring, State.DONE);
        if (doneHere >= Policy.ENOUGH_TO_JUDGE && failedHere > policy.mayFail(doneHere)) {
            stop(RolloutWords.failedAtFirst(failedHere, doneHere, ring + 1, policy.mayFail(doneHere)));
            return true;
        }
        return false;
    }

    private List<Deed> touch(Function<GatewayId, Health> health, Instant now) {
        List<Deed> deeds = new ArrayList<>();
        for (Target target : targets.list()) {
            if (target.ring() > ring || target.state() != State.PENDING) {
                continue;
            }
            if (deeds.size() == AT_ONCE) {
                break;
            }
            if (health.apply(target.gateway()).isConnected()) {
                put(target.to(State.APPLYING, now, ""));
                deeds.add(new Deed(target.gateway(), false));
            } else if (!now.isBefore(ringSince.plus(policy.patience()))) {
                put(target.to(State.SKIPPED, now, RolloutWords.AWAY));
            }
        }
        return deeds;
    }

    private void closeRing(Function<GatewayId, Health> health, Instant now) {
        int touched = touched() - forgiven;
        int healthy = Math.min(touched, healthy(health, now));
        if (touched() == 0) {
            stop(RolloutWords.NOBODY);
        } else if (healthy < policy.healthyShare() * touched - 1e-9) {
            stop(RolloutWords.unhealthy(healthy, touched, policy.healthyShare()));
        } else if (ring == policy.rings().size() - 1) {
            stage = Stage.COMPLETED;
            say(RolloutWords.completed(healthy, touched));
        } else {
            ring++;
            ringSince = now;
            settledAt = null;
            say(RolloutWords.begins(
                    ring + 1, policy.rings().size(), policy.rings().get(ring)));
        }
    }

    private List<Deed> goBack(Function<GatewayId, Health> health, Instant now) {
        List<Deed> deeds = new ArrayList<>();
        boolean isBusy = false;
        for (Target target : targets.list()) {
            switch (target.state()) {
                case APPLYING, DONE, FAILED -> {
                    isBusy = true;
                    if (deeds.size() < AT_ONCE) {
                        put(target.to(State.REVERTING, now, ""));
                        deeds.add(new Deed(target.gateway(), true));
                    }
                }
                case REVERTING -> {
                    if (health.apply(target.gateway()).runsBefore()) {
                        put(target.to(State.REVERTED, now, ""));
                    } else if (!now.isBefore(target.since().plus(policy.patience()))) {
                        put(target.to(State.REVERTED, now, RolloutWords.NOT_BACK));
                    } else {
                        isBusy = true;
                    }
                }
                default -> {
                    // Not touched, or back already.
                }
            }
        }
        if (!isBusy) {
            stage = Stage.ROLLED_BACK;
            say(Bilingual.text("đã quay lui", "rolled back"));
        }
        return deeds;
    }

    void pause(String actor) {
        only("pause", Stage.RUNNING);
        stage = Stage.PAUSED;
        say(Bilingual.text("%s tạm dừng", "paused by %s", actor));
    }

    /** Goes on, also after it stopped by itself; what is broken by then does not stop it again. */
    void resume(String actor, Function<GatewayId, Health> health, Instant now) {
        only("resume", Stage.PAUSED, Stage.STOPPED);
        if (stage == Stage.STOPPED) {
            // Whoever resumes accepts what is broken so far.
            forgiven = touched() - healthy(health, now);
        }
        // Nothing was sent to whoever still waits, so its patience begins anew.
        targets.list().stream()
                .filter(target -> target.state() == State.APPLYING)
                .forEach(target -> put(target.to(State.APPLYING, now, "")));
        stage = Stage.RUNNING;
        reason = "";
        settledAt = null;
        say(Bilingual.text("%s cho chạy tiếp", "resumed by %s", actor));
    }

    void abort(String actor) {
        only("abort", Stage.RUNNING, Stage.PAUSED, Stage.STOPPED);
        stage = Stage.ABORTED;
        reason = Bilingual.text("%s hủy bỏ", "aborted by %s", actor);
        say(reason);
    }

    void rollBack(String actor) {
        only("roll back", Stage.RUNNING, Stage.PAUSED, Stage.STOPPED, Stage.ABORTED, Stage.COMPLETED);
        stage = Stage.ROLLING_BACK;
        reason = Bilingual.text("%s cho quay lui", "rolled back by %s", actor);
        say(reason);
    }

    private void stop(String why) {
        stage = Stage.STOPPED;
        reason = why;
        say(Bilingual.text("tự dừng", "stopped by itself") + ": " + why);
    }

    private void only(String deed, Stage... allowed) {
        if (!List.of(allowed).contains(stage)) {
            throw new RolloutConflict(Bilingual.text(
                    "không thực hiện được '%s' khi đợt đang ở trạng thái %s",
                    "cannot %s a rollout that is %s", deed, stage));
        }
    }

    private void put(Target target) {
        targets.put(target);
        String why = target.detail().isEmpty() ? "" : ": " + target.detail();
        history.add(new Line(Optional.of(target.gateway()), target.state() + why));
    }

    private void say(String text) {
        history.add(new Line(Optional.empty(), text));
    }

    /** Targets in the rings up to the present one that are in the state. */
    private int inRings(State state) {
        return targets.upToRing(ring, state);
    }

    int touched() {
        return targets.touched();
    }

    /** Of those touched: not failed, and not away for long. */
    int healthy(Function<GatewayId, Health> health, Instant now) {
        return targets.healthy(health, policy.reconnectGrace(), now);
    }

    Stage stage() {
        return stage;
    }

    int ring() {
        return ring;
    }

    Instant ringSince() {
        return ringSince;
    }

    @Nullable Instant settledAt() {
        return settledAt;
    }

    /** How many broken gateways somebody has accepted. */
    int forgiven() {
        return forgiven;
    }

    String reason() {
        return reason;
    }

    List<Target> targets() {
        return targets.list();
    }

    /** What was changed since the last call. */
    List<Target> takeChanged() {
        return targets.takeChanged();
    }

    List<Line> takeHistory() {
        var taken = List.copyOf(history);
        history.clear();
        return taken;
    }
}
