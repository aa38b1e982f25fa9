package vn.trangtien.ingest.objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import vn.trangtien.ingest.supervision.Backoff;
import vn.trangtien.ingest.supervision.Supervised;
import vn.trangtien.ingest.supervision.SupervisedPart;

/**
 * Has objects brought into the bucket every few seconds, after the bucket was tried out; after a failure it is tried out again.
 * A bucket that refuses does not end the service, because alarms do not wait for pictures: it is said in the log, on the page and
 * in the health, and the pictures wait in files.
 */
public final class ObjectMoving extends SupervisedPart implements HealthIndicator {

    /** Tells without making the whole service count as down: it works, and whoever restarts it for this makes it worse. */
    private static final Status WAITING = new Status("WAITING", "the bucket takes nothing; pictures wait in files");

    private static final Logger LOG = LoggerFactory.getLogger(ObjectMoving.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));
    private static final int PHASE = 400;

    private final S3Objects bucket;
    private final FileObjects files;
    private final ObjectMover mover;
    private final Counter moved;
    private final Counter failures;
    private final AtomicLong waiting = new AtomicLong();

    ObjectMoving(S3Objects bucket, FileObjects files, ObjectMover mover, Clock clock, MeterRegistry meters) {
        super("ingest-bucket", PHASE, BACKOFF, clock);
        this.bucket = bucket;
        this.files = files;
        this.mover = mover;
        this.moved = Counter.builder("trangtien.ingest.objects.moved")
                .description("Pictures and films that were brought into the bucket")
                .register(meters);
        this.failures = Counter.builder("trangtien.ingest.objects.move.failures")
                .description("Times that the bucket did not take what was brought; it is brought again")
                .register(meters);
        Gauge.builder("trangtien.ingest.objects.waiting", waiting, AtomicLong::get)
                .description("Pictures and films in files that are not yet in the bucket")
                .register(meters);
    }

    @Override
    public Health health() {
        return trouble()
                .map(why -> Health.status(WAITING)
                        .withDetail("reason", why.reason())
                        .withDetail("since", why.since().toString()))
                .orElseGet(Health::up)
                .withDetail("waiting", waiting.get())
                .build();
    }

    @Override
    protected void work(Supervised.Run run) throws Exception {
        try {
            bucket.tryOut();
            LOG.info("event=object-store-ready place=\"{}\"", bucket);
            while (run.isWanted()) {
                ObjectMover.Round round = mover.move();
                moved.increment(round.moved());
                waiting.set(round.left());
                run.progressed();
                run.pause(PERIOD);
            }
        } catch (IOException failure) {
            failures.increment();
            waiting.set(files.count());
            throw failure;
        }
    }
}
