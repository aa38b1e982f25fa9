package vn.trangtien.ingest.rollout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.releases.Release;
import vn.trangtien.ingest.releases.ReleaseRequests;
import vn.trangtien.ingest.releases.Releases;
import vn.trangtien.ingest.remote.Answer;
import vn.trangtien.ingest.remote.GatewayNotified;
import vn.trangtien.ingest.remote.RemoteManagement;
import vn.trangtien.ingest.reports.Reports;
import vn.trangtien.ingest.reports.StoredReport;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;
import vn.trangtien.ingest.twin.Twin;
import vn.trangtien.ingest.twin.Twins;
import vn.trangtien.ingest.wording.Bilingual;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;

/**
 * Drives the rollouts: observes, lets {@link Rollout} decide, and does what it says. A decision and what follows from it commit
 * together, so a restart goes on where it was; one instance at a time works on a rollout.
 */
@Component
class RolloutEngine extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutEngine.class);
    private static final int PHASE = 320;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int REQUESTS_AT_ONCE = 20;
    private static final int FORBIDDEN = 403;

    /** A clock takes minutes to be set; the patience of a rollout is half an hour unless somebody says otherwise. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(15);

    private final RolloutStore store;
    private final Twins twins;
    private final Releases releases;
    private final ReleaseRequests requests;
    private final RemoteManagement remote;
    private final Registry registry;
    private final Reports reports;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RolloutEngine(
            RolloutStore store,
            Twins twins,
            Releases releases,
            ReleaseRequests requests,
            RemoteManagement remote,
            Registry registry,
            Reports reports,
            TransactionTemplate transaction,
            Clock clock) {
        super("ingest-rollouts", PHASE, BACKOFF, clock);
        this.store = store;
        this.twins = twins;
        this.releases = releases;
        this.requests = requests;
        this.remote = remote;
        this.registry = registry;
        this.reports = reports;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        while (run.isWanted()) {
            look();
            run.progressed();
            run.pause(LOOK);
        }
    }

    void look() {
        RuntimeException first = null;
        for (long id : store.atWork()) {
            try {
                transaction.executeWithoutResult(
                        status -> store.lock(id, false).ifPresent(atWork -> advance(id, atWork)));
            } catch (RuntimeException e) {
                // One that cannot go on must not hold the others.
                LOG.error("rollout={} event=not-advanced", id, e);
                first = first == null ? e : first;
            }
        }
        if (remote.isConnected()) {
            store.unasked(REQUESTS_AT_ONCE, clock.instant()).forEach(this::ask);
        }
        if (first != null) {
            throw first;
        }
    }

    static Health health(RolloutStore.AtWork work, GatewayId gateway) {
        Health health = work.health().get(gateway);
        return health == null ? new Health(Optional.of(Instant.EPOCH), false, false, Optional.empty()) : health;
    }

    private void advance(long id, RolloutStore.AtWork atWork) {
        Instant now = clock.instant();
        Rollout rollout = atWork.rollout();
        Rollout.Stage before = rollout.stage();
        List<Rollout.Deed> deeds = rollout.advance(gateway -> health(atWork, gateway), now);
        for (Rollout.Deed deed : deeds) {
            if (deed.back()) {
                takeBack(atWork.cargo(), deed.gateway());
            } else {
                give(atWork.cargo(), deed.gateway());
            }
        }
        store.save(id, rollout, now);
        if (rollout.stage() != before) {
            LOG.info("rollout={} state={} reason=\"{}\"", id, rollout.stage(), rollout.reason());
        }
    }

    private void give(RolloutStore.Cargo cargo, GatewayId gateway) {
        if (cargo.isRelease()) {
            String version = Optional.ofNullable(cargo.release())
                    .flatMap(releases::find)
                    .map(Release::version)
                    .orElse("");
            store.given(cargo.id(), gateway, software(gateway), version);
            return;
        }
        Twin twin = twins.get(gateway);
        Twin.Desired desired = twin.desired();
        boolean merges = cargo.mode().equals("MERGE");
        if (merges && desired == null) {
            store.given(cargo.id(), gateway, "", "");
            store.failed(
                    cargo.id(),
                    gateway,
                    Bilingual.text(
                            "chưa có cấu hình mong muốn để trộn vào; hãy lấy cấu hình của chính nó về trước",
                            "nothing is desired of it yet that could be merged into; take over its own configuration first"));
            return;
        }
        try {
            String name = registry.find(gateway).map(Gateway::name).orElse(gateway.gateway());
            String yaml = new Template(cargo.template(), merges)
                    .render(
                            new Template.Gateway(gateway.account(), gateway.gateway(), name),
                            desired == null ? "" : desired.yaml());
            Twin wanted =
                    twins.want(gateway, yaml, "rollout " + cargo.id(), OptionalLong.empty(), true, actor(cargo.id()));
            Twin.Desired given = wanted.desired();
            store.given(
                    cargo.id(),
                    gateway,
                    desired == null ? "" : Long.toString(desired.version()),
                    given == null ? "" : given.sha256());
        } catch (IllegalArgumentException e) {
            store.given(cargo.id(), gateway, "", "");
            store.failed(
                    cargo.id(),
                    gateway,
                    Bilingual.text("không dựng được cấu hình của nó", "its configuration cannot be made") + ": "
                            + e.getMessage());
        }
    }

    private void takeBack(RolloutStore.Cargo cargo, GatewayId gateway) {
        RolloutStore.Given given = store.given(cargo.id(), gateway);
        if (cargo.isRelease()) {
            store.given(cargo.id(), gateway, given.before(), given.before());
            return;
        }
        Twin.Desired desired = twins.get(gateway).desired();
        if (desired == null || !desired.sha256().equals(given.wanted())) {
            // Nothing was given, or somebody has wanted something else since: that stays.
            return;
        }
        if (given.before().isEmpty()) {
            twins.withdraw(gateway, actor(cargo.id()));
            return;
        }
        twins.version(gateway, Long.parseLong(given.before()))
                .ifPresent(version -> twins.want(
                        gateway,
                        version.yaml(),
                        "rollout %d rolled back".formatted(cargo.id()),
                        OptionalLong.empty(),
                        true,
                        actor(cargo.id())));
    }

    private static String actor(long rollout) {
        return Twins.ROLLOUT + rollout;
    }

    private String software(GatewayId gateway) {
        return reports.newest(gateway)
                .map(StoredReport::texts)
                .map(texts -> texts.get(GatewayReport.SOFTWARE))
                .orElse("");
    }

    private void ask(RolloutStore.Unasked unasked) {
        Optional<Release> release = release(unasked);
        if (release.isEmpty()) {
            store.failed(
                    unasked.rollout(),
                    unasked.gateway(),
                    Bilingual.text(
                            "không có bản phát hành '%s' cho máy này; hãy tải lên",
                            "there is no release of version '%s' for this machine; upload it", unasked.before()));
            return;
        }
        if (!store.ask(unasked, clock.instant())) {
            return;
        }
        remote.ask(
                        unasked.gateway(),
                        requests.install(release.get(), unasked.rollout(), unasked.back()),
                        actor(unasked.rollout()))
                .thenAccept(answer -> answered(unasked, answer))
                .exceptionally(failure -> {
                    LOG.error(
                            "gateway={} event=rollout-answer-not-kept",
                            unasked.gateway().key(),
                            failure);
                    return null;
                });
    }

    private Optional<Release> release(RolloutStore.Unasked unasked) {
        Optional<Release> target = Optional.ofNullable(unasked.release()).flatMap(releases::find);
        return unasked.back() ? target.flatMap(one -> releases.find(unasked.before(), one.arch())) : target;
    }

    private void answered(RolloutStore.Unasked unasked, Answer answer) {
        if (answer.outcome() != Answer.Outcome.ANSWERED) {
            store.askAgain(unasked.rollout(), unasked.gateway());
        } else if (answer.code().orElse(0) == FORBIDDEN) {
            // No fault of the release: it obeys nobody yet, for its clock is not set for example.
            store.askLater(
                    unasked.rollout(),
                    unasked.gateway(),
                    clock.instant().plus(ASK_AGAIN_AFTER),
                    Bilingual.text(
                                    "gateway chưa nhận lệnh; sẽ hỏi lại",
                                    "the gateway takes no orders yet; it is asked again")
                            + ": " + answer.message());
        } else if (!answer.isDone()) {
            store.failed(
                    unasked.rollout(),
                    unasked.gateway(),
                    Bilingual.text(
                                    "gateway từ chối (%d)",
                                    "the gateway refused it (%d)", answer.code().orElse(0)) + ": " + answer.message());
        }
    }

    /** The gateway works on a release for longer than a request may take; it tells how that ended. */
    @EventListener
    void onNotified(GatewayNotified told) {
        if (!told.app().equals("DEPLOY-V2")) {
            return;
        }
        KuraPayload payload = told.payload();
        String prefix = told.type().equals("download") ? "dp.download." : "dp.install.";
        boolean hasFailed =
                payload.text(prefix + "status").filter("FAILED"::equals).isPresent();
        if (hasFailed && payload.metrics().get("job.id") instanceof MetricValue.Int64Value job) {
            store.failedBy(
                    told.gateway(),
                    job.value(),
                    Bilingual.text("%s không thành", "%s failed", told.type())
                            + ": "
                            + payload.text(prefix + "error.message")
                                    .orElse(Bilingual.text("không nêu lý do", "no reason given")));
        }
    }
}
