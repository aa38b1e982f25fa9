package vn.trangtien.ingest.twin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.remote.Answer;
import vn.trangtien.ingest.remote.GatewayBorn;
import vn.trangtien.ingest.remote.RemoteManagement;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;
import vn.trangtien.ingest.wording.Bilingual;

/**
 * Sends what is desired to gateways that are there, and holds their reports against it. Where a push stands is in the database, so
 * a restart goes on where it was.
 */
@Component
class TwinPusher extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(TwinPusher.class);
    private static final int PHASE = 310;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** So many in one look: a fleet is not asked all at once. */
    private static final int AT_ONCE = 50;

    /** A request is answered or timed out well within this. */
    private static final Duration SENT_FOR = Duration.ofMinutes(4);
    /** A gateway has confirmed a change or gone back well within this. */
    private static final Duration ACCEPTED_FOR = Duration.ofMinutes(15);

    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 7;
    private static final int CONFLICT = 409;

    /** The gateway obeys nobody yet, for its clock is not set for example; that is no fault of the configuration. */
    private static final int FORBIDDEN = 403;

    private final TwinStore store;
    private final RemoteManagement remote;
    private final ConfigurationRequests requests;
    private final Clock clock;

    TwinPusher(TwinStore store, RemoteManagement remote, ConfigurationRequests requests, Clock clock) {
        super("ingest-twins", PHASE, BACKOFF, clock);
        this.store = store;
        this.remote = remote;
        this.requests = requests;
        this.clock = clock;
    }

    @EventListener
    void onBorn(GatewayBorn born) {
        store.tryNow(born.gateway());
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        while (run.isWanted()) {
            Instant now = clock.instant();
            store.reconcile(now.minus(SENT_FOR), now.minus(ACCEPTED_FOR));
            if (remote.isConnected()) {
                store.due(AT_ONCE).forEach(this::send);
            }
            run.progressed();
            run.pause(LOOK);
        }
    }

    private void send(TwinStore.Due due) {
        if (due.sha256().equals(due.reportedSha256())) {
            // The next look marks it as applied.
            return;
        }
        boolean isChangedOnSite = due.reportedSha256() != null
                && due.baseSha256() != null
                && !due.reportedSha256().equals(due.baseSha256())
                && !due.isOurs();
        if (isChangedOnSite && !due.forced()) {
            store.settle(
                    due.gateway(),
                    due.version(),
                    Twin.State.CONFLICT,
                    Bilingual.text(
                            "cấu hình đã bị đổi tại chỗ; hãy gửi lại hoặc lấy cấu hình đó về",
                            "the configuration was changed on site since; push again, or take it over"),
                    List.of(),
                    null);
            return;
        }
        if (!store.take(due)) {
            return;
        }
        Long reported = due.reportedVersion();
        OptionalLong expected = reported == null ? OptionalLong.empty() : OptionalLong.of(reported);
        remote.ask(due.gateway(), requests.update(due.yaml(), expected), due.by())
                .thenAccept(answer -> settle(due, answer))
                .exceptionally(failure -> {
                    LOG.error(
                            "gateway={} event=push-outcome-not-kept",
                            due.gateway().key(),
                            failure);
                    return null;
                });
    }

    private void settle(TwinStore.Due due, Answer answer) {
        Verdict verdict = verdict(due, answer);
        LOG.info("gateway={} version={} push={}", due.gateway().key(), due.version(), verdict.state());
        boolean isRefused = verdict.state() == Twin.State.REFUSED;
        store.settle(
                due.gateway(),
                due.version(),
                verdict.state(),
                answer.isDone() ? "" : detail(verdict.state(), requests.detail(answer)),
                isRefused ? requests.problems(answer) : List.of(),
                verdict.notBefore());
    }

    /** What it means here, and then the gateway's own words. */
    private static String detail(Twin.State state, String said) {
        String meaning = switch (state) {
            case WAITING ->
                Bilingual.text("gateway chưa nhận; sẽ gửi lại", "the gateway did not take it yet; it is sent again");
            case CONFLICT ->
                Bilingual.text(
                        "gateway đang chạy cấu hình khác với bản đã biết; hãy gửi lại hoặc lấy cấu hình đó về",
                        "the gateway has another configuration than the one known; push again, or take it over");
            default -> Bilingual.text("gateway từ chối", "the gateway refused it");
        };
        return said.isEmpty() ? meaning : meaning + ": " + said;
    }

    private record Verdict(Twin.State state, @Nullable Instant notBefore) {}

    private Verdict verdict(TwinStore.Due due, Answer answer) {
        if (answer.isDone()) {
            return new Verdict(Twin.State.ACCEPTED, null);
        }
        Instant later = clock.instant().plus(FIRST_RETRY.multipliedBy(1L << Math.min(due.attempts(), MOST_DOUBLINGS)));
        int code = answer.code().orElse(0);
        if (answer.outcome() != Answer.Outcome.ANSWERED || code == FORBIDDEN) {
            return new Verdict(Twin.State.WAITING, later);
        }
        if (code == CONFLICT) {
            // Another change is being tried, or the number has moved on: the report that follows tells which.
            return due.attempts() == 0
                    ? new Verdict(Twin.State.WAITING, clock.instant().plus(FIRST_RETRY))
                    : new Verdict(Twin.State.CONFLICT, null);
        }
        return new Verdict(Twin.State.REFUSED, null);
    }
}
