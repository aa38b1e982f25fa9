package vn.trangtien.ingest.rollout;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.fleet.FleetFilter;
import vn.trangtien.ingest.fleet.FleetList;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.releases.Releases;
import vn.trangtien.platform.audit.AuditLog;

/** Begins rollouts and takes what people decide about them; each deed is audited in its own transaction. */
@Service
public class Rollouts {

    private static final int MAX_NAME = 200;

    private final RolloutStore store;
    private final RolloutReader reader;
    private final FleetList fleet;
    private final Releases releases;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rollouts(
            RolloutStore store,
            RolloutReader reader,
            FleetList fleet,
            Releases releases,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.reader = reader;
        this.fleet = fleet;
        this.releases = releases;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException naming the field that breaks a rule */
    public RolloutView begin(RolloutView.Order order, String actor) {
        String name = order.name() == null ? "" : order.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name must be 1 to %d printable characters, but was '%s'".formatted(MAX_NAME, name));
        }
        boolean isRelease = "RELEASE".equals(order.kind());
        String mode = isRelease ? "RELEASE" : order.mode() == null ? "" : order.mode();
        String template = order.template() == null ? "" : order.template();
        if (isRelease) {
            String sha256 = order.release() == null ? "" : order.release();
            if (releases.find(sha256).isEmpty()) {
                throw new IllegalArgumentException(
                        "release must be the SHA-256 of a release in the list, but was '%s'".formatted(sha256));
            }
        } else if (!"CONFIGURATION".equals(order.kind())) {
            throw new IllegalArgumentException(
                    "kind must be CONFIGURATION or RELEASE, but was '%s'".formatted(order.kind()));
        } else if (!mode.equals("MERGE") && !mode.equals("REPLACE")) {
            throw new IllegalArgumentException("mode must be MERGE or REPLACE, but was '%s'".formatted(mode));
        } else {
            requireTemplate(new Template(template, mode.equals("MERGE")));
        }
        Policy policy = order.policy();
        FleetFilter filter = order.filter() == null ? FleetFilter.ALL : order.filter();
        List<GatewayId> targets = new ArrayList<>(fleet.ids(filter));
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("filter must find one gateway or more, but finds none");
        }
        Collections.shuffle(targets, new SecureRandom());
        // A ring of gateways that are away would tell nothing.
        Set<GatewayId> there = filter.state() == null ? new HashSet<>(fleet.ids(filter.inState("ONLINE"))) : Set.of();
        targets.sort(Comparator.comparing((GatewayId gateway) -> !there.contains(gateway)));
        Instant now = clock.instant();
        long id = transaction.execute(status -> {
            Rollout rollout = Rollout.begin(policy, targets, now);
            long made = store.add(
                    name,
                    isRelease ? "RELEASE" : "CONFIGURATION",
                    mode,
                    isRelease ? "" : template,
                    isRelease ? order.release() : null,
                    filter,
                    policy,
                    rollout,
                    actor,
                    now);
            audit.append(
                    actor,
                    "rollout.begun",
                    "rollout:" + made,
                    Map.of("name", name, "mode", mode, "targets", Integer.toString(targets.size())));
            return made;
        });
        return reader.get(id);
    }

    public RolloutView pause(long id, String actor) {
        return decide(id, actor, "paused", (work, now) -> work.rollout().pause(actor));
    }

    public RolloutView resume(long id, String actor) {
        return decide(
                id,
                actor,
                "resumed",
                (work, now) -> work.rollout().resume(actor, gateway -> RolloutEngine.health(work, gateway), now));
    }

    public RolloutView abort(long id, String actor) {
        return decide(id, actor, "aborted", (work, now) -> work.rollout().abort(actor));
    }

    public RolloutView rollBack(long id, String actor) {
        return decide(id, actor, "rolled-back", (work, now) -> work.rollout().rollBack(actor));
    }

    private RolloutView decide(long id, String actor, String deed, BiConsumer<RolloutStore.AtWork, Instant> decision) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            RolloutStore.AtWork work = store.lock(id, true).orElseThrow(() -> new UnknownRollout(id));
            decision.accept(work, now);
            store.save(id, work.rollout(), now);
            audit.append(actor, "rollout." + deed, "rollout:" + id, Map.of());
        });
        return reader.get(id);
    }

    /** Its constructor has checked it; what is left is that it is not a text in another encoding. */
    private static void requireTemplate(Template template) {
        if (template.text().getBytes(StandardCharsets.UTF_8).length > 256 * 1024) {
            throw new IllegalArgumentException("template must have at most 262144 bytes");
        }
    }
}
