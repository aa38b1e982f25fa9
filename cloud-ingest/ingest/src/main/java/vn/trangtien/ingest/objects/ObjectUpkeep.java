package vn.trangtien.ingest.objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/** Has the store cleaned once a minute, on a thread of its own: a store that answers slowly must not hold up messages. */
@Component
public class ObjectUpkeep extends SupervisedPart {

    /**
     * What the store did not delete in time.
     *
     * @param overdue objects that should have gone more than ten minutes ago
     * @param reason of the last failure, and what to do
     */
    public record Overdue(int overdue, String reason) {}

    private static final Logger LOG = LoggerFactory.getLogger(ObjectUpkeep.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration CENSUS = Duration.ofHours(1);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), PERIOD);
    private static final int PHASE = 400;

    private final ObjectCleaner cleaner;
    private final Clock clock;
    private final Counter deleted;
    private final Counter failed;
    private final AtomicReference<ObjectCleaner.@Nullable Round> last = new AtomicReference<>();
    /** Touched by the working thread only. */
    private Instant nextCensus = Instant.MIN;

    ObjectUpkeep(ObjectCleaner cleaner, Clock clock, MeterRegistry meters) {
        super("ingest-objects", PHASE, BACKOFF, clock);
        this.cleaner = cleaner;
        this.clock = clock;
        this.deleted = Counter.builder("trangtien.ingest.objects.deleted")
                .description("Pictures and films that were deleted because nobody needs them any more")
                .register(meters);
        this.failed = Counter.builder("trangtien.ingest.objects.delete.failures")
                .description("Deletions that the store did not do; each is tried again")
                .register(meters);
        Gauge.builder("trangtien.ingest.objects.overdue", last, ObjectUpkeep::overdue)
                .description("Pictures and films that should have been deleted more than ten minutes ago")
                .register(meters);
    }

    /** Empty while everything is deleted in time. */
    public Optional<Overdue> overdue() {
        return Optional.ofNullable(last.get())
                .filter(round -> round.overdue() > 0)
                .map(round -> new Overdue(round.overdue(), round.reason().orElse("")));
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        while (run.isWanted()) {
            censusIfDue();
            ObjectCleaner.Round round = cleaner.clean();
            last.set(round);
            deleted.increment(round.deleted());
            failed.increment(round.failed());
            run.progressed();
            run.pause(PERIOD);
        }
    }

    /** It must not keep what is known from being deleted. */
    private void censusIfDue() {
        Instant now = clock.instant();
        if (now.isBefore(nextCensus)) {
            return;
        }
        nextCensus = now.plus(CENSUS);
        try {
            cleaner.census();
        } catch (IOException e) {
            LOG.warn("event=census-failed retry=next-hour reason=\"{}\"", e.getMessage());
        }
    }

    private static double overdue(AtomicReference<ObjectCleaner.@Nullable Round> last) {
        ObjectCleaner.Round round = last.get();
        return round == null ? Double.NaN : round.overdue();
    }
}
