package vn.trangtien.ingest.processing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.cameras.CameraBooks;
import vn.trangtien.ingest.objects.Snapshots;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayState;
import vn.trangtien.ingest.registry.Presence;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.reports.Vitals;

/** What is done once a minute between batches, on the thread that processes them, so that neither disturbs the other. */
@Component
class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Registry registry;
    private final Snapshots snapshots;
    private final CameraBooks cameras;
    private final Vitals vitals;
    private final ProcessingProperties properties;
    private final Clock clock;
    private Instant due = Instant.MIN;

    Housekeeping(
            Registry registry,
            Snapshots snapshots,
            CameraBooks cameras,
            Vitals vitals,
            ProcessingProperties properties,
            Clock clock) {
        this.registry = registry;
        this.snapshots = snapshots;
        this.cameras = cameras;
        this.vitals = vitals;
        this.properties = properties;
        this.clock = clock;
    }

    void ifDue(CityPublisher publisher) throws ExecutionException, InterruptedException, TimeoutException {
        Instant now = clock.instant();
        if (now.isBefore(due)) {
            return;
        }
        due = now.plus(PERIOD);
        reportSilent(now.minus(properties.silence()), now, publisher);
        int pictures = snapshots.expire();
        int rows = vitals.forget(now) + cameras.expire();
        LOG.debug("event=housekeeping pictures={} rows={}", pictures, rows);
    }

    /** A gateway whose loss nobody reported, because the broker itself was away, is lost all the same. */
    private void reportSilent(Instant since, Instant now, CityPublisher publisher)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (Gateway gateway : registry.onlineButSilentSince(since)) {
            if (registry.markMissing(gateway.id(), since)) {
                LOG.info("gateway={} event=missing reason=silent", gateway.id().key());
                publisher.publish(BatchProcessor.status(
                        gateway.id(),
                        new Presence(GatewayState.MISSING, now, gateway.lastMessageAt(), gateway.facts(), null)));
            }
        }
        publisher.confirm();
    }
}
