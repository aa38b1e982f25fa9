package vn.trangtien.ingest.conservation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.processing.SenderAccounts;
import vn.trangtien.ingest.processing.SenderAccounts.Jurisdiction;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/** Draws up the account once a minute, for gauges, and says so in the log when it does not add up. */
@Component
class ConservationWatch extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(ConservationWatch.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final int PHASE = 400;

    private final Auditor auditor;
    private final SenderAccounts senders;
    private final MultiGauge jurisdictions;
    private final AtomicReference<@Nullable Conservation> last = new AtomicReference<>();

    ConservationWatch(Auditor auditor, SenderAccounts senders, Clock clock, MeterRegistry meters) {
        super("ingest-conservation", PHASE, new Backoff(FIRST, PERIOD), clock);
        this.auditor = auditor;
        this.senders = senders;
        this.jurisdictions = MultiGauge.builder("trangtien.ingest.jurisdiction.messages")
                .description("Messages of all gateways of a jurisdiction by what became of them")
                .register(meters);
        gauge(meters, "received", Conservation::received);
        gauge(meters, "stored", Conservation::stored);
        gauge(meters, "duplicate", Conservation::duplicate);
        gauge(meters, "rejected", Conservation::rejectedInAll);
        gauge(meters, "in-flight", Conservation::inFlight);
        gauge(meters, "lost", Conservation::lost);
        gauge(meters, "gaps", Conservation::gaps);
        gauge(meters, "evicted", Conservation::evicted);
        Gauge.builder("trangtien.ingest.waiting.in.broker", last, held -> value(held.get(), ConservationWatch::waiting))
                .description("Messages acknowledged to gateways and not yet in Kafka; NaN with an external broker")
                .register(meters);
        Gauge.builder("trangtien.ingest.conserved", last, held -> value(held.get(), c -> c.conserved() ? 1 : 0))
                .description("1 if every message is accounted for, 0 if not")
                .register(meters);
    }

    /** The last account; empty before the first. */
    Optional<Conservation> last() {
        return Optional.ofNullable(last.get());
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        run.pause(FIRST);
        while (run.isWanted()) {
            Conservation account = auditor.audit();
            last.set(account);
            lookAtSenders();
            run.progressed();
            if (!account.conserved()) {
                LOG.error("event=not-conserved account={}", account);
            }
            run.pause(PERIOD);
        }
    }

    private void lookAtSenders() {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        for (Jurisdiction each : senders.jurisdictions()) {
            row(rows, each, "received", each.received());
            row(rows, each, "stored", each.stored());
            row(rows, each, "duplicate", each.duplicate());
            row(rows, each, "rejected", each.rejected());
            row(rows, each, "repeated", each.repeated());
            row(rows, each, "difference", each.difference());
            row(rows, each, "gaps", each.gaps());
            row(rows, each, "evicted", each.evicted());
            if (each.unbalanced() > 0) {
                LOG.error("event=not-conserved jurisdiction={} gateways={}", each.account(), each.unbalanced());
            }
        }
        jurisdictions.register(rows, true);
    }

    private static void row(List<MultiGauge.Row<?>> rows, Jurisdiction of, String state, long messages) {
        rows.add(MultiGauge.Row.of(Tags.of("jurisdiction", of.account(), "state", state), messages));
    }

    private void gauge(MeterRegistry meters, String state, ToDoubleFunction<Conservation> of) {
        Gauge.builder("trangtien.ingest.messages", last, held -> value(held.get(), of))
                .tag("state", state)
                .register(meters);
    }

    private static double waiting(Conservation account) {
        Long waiting = account.waitingInBroker();
        return waiting == null ? Double.NaN : waiting;
    }

    private static double value(@Nullable Conservation account, ToDoubleFunction<Conservation> of) {
        return account == null ? Double.NaN : of.applyAsDouble(account);
    }
}
