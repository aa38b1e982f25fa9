package vn.trangtien.ingest.conservation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
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
    private final AtomicReference<@Nullable Conservation> last = new AtomicReference<>();

    ConservationWatch(Auditor auditor, Clock clock, MeterRegistry meters) {
        super("ingest-conservation", PHASE, new Backoff(FIRST, PERIOD), clock);
        this.auditor = auditor;
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
            run.progressed();
            if (!account.conserved()) {
                LOG.error("event=not-conserved account={}", account);
            }
            run.pause(PERIOD);
        }
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
