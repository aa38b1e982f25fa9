package vn.trangtien.ingest.timeseries;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/**
 * Keeps the store ready to be read, on a thread of its own: asks it the usual questions once before anybody does, and has it go on
 * where it gave up by itself, after pauses that grow, because each attempt writes to a disk that may be full.
 */
@Component
class StoreUpkeep extends SupervisedPart {

    private static final Logger LOG = LoggerFactory.getLogger(StoreUpkeep.class);
    private static final int PHASE = 400;
    private static final Duration PERIOD = Duration.ofSeconds(5);
    /** A table that was told to go on looks well for a moment. */
    private static final Duration WELL = PERIOD.multipliedBy(2);

    private static final Backoff BACKOFF = new Backoff(PERIOD, Duration.ofMinutes(1));

    private final TimeSeriesServer server;
    private final Warming warming;
    private final Clock clock;
    private final Counter attempts;
    private final Map<String, Attempts> suspended = new HashMap<>();
    private volatile int standing;

    /** What was tried with a table, and when it was last seen suspended. */
    private record Attempts(int number, Instant next, Instant seen) {}

    StoreUpkeep(TimeSeriesServer server, Warming warming, Clock clock, MeterRegistry meters) {
        super("ingest-store", PHASE, BACKOFF, clock);
        this.server = server;
        this.warming = warming;
        this.clock = clock;
        this.attempts = Counter.builder("trangtien.ingest.series.resumes")
                .description("How often a table that the time-series store had given up was told to go on")
                .register(meters);
        Gauge.builder("trangtien.ingest.series.suspended", () -> standing)
                .description("Tables that take what is written and show none of it")
                .register(meters);
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        boolean warm = false;
        while (run.isWanted()) {
            look();
            warm = warm || warming.warm();
            run.progressed();
            run.pause(PERIOD);
        }
    }

    /** One look; by one thread at a time. */
    void look() throws TimeSeriesStore.StoreUnavailable {
        Instant now = clock.instant();
        List<GivenUp> found = server.givenUp();
        standing = found.size();
        for (GivenUp part : found) {
            Attempts before = suspended.getOrDefault(part.table(), new Attempts(0, now, now));
            boolean due = !now.isBefore(before.next());
            int number = due ? before.number() + 1 : before.number();
            Instant next = due ? now.plus(BACKOFF.after(number, ThreadLocalRandom.current())) : before.next();
            suspended.put(part.table(), new Attempts(number, next, now));
            if (due) {
                LOG.warn(
                        "event=table-suspended table={} attempt={} why=\"{}\" action=\"{}\""
                                + " remedy=look-at-the-disk-and-the-log-of-the-store",
                        part.table(),
                        number,
                        part.why(),
                        part.remedy());
                attempts.increment();
                server.goOn(part);
            }
        }
        suspended.values().removeIf(one -> !now.isBefore(one.seen().plus(WELL)));
    }
}
