package vn.trangtien.ingest.timeseries;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import vn.trangtien.events.ChannelRef;

/** The questions that screens ask, asked before the first screen does: connections, programs and files are then at hand. Thread-safe. */
@Component
class Warming {

    private static final Logger LOG = LoggerFactory.getLogger(Warming.class);
    private static final ChannelRef NOBODYS = new ChannelRef("-", "-", "-", "-");
    private static final int BUCKETS = 300;
    private static final int ROUNDS = 2;
    private static final List<Duration> SPANS =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(31));

    private final TimeSeriesServer server;
    private final TimeSeriesStore store;
    private final LatestValues latest;
    private final Clock clock;

    Warming(TimeSeriesServer server, TimeSeriesStore store, LatestValues latest, Clock clock) {
        this.server = server;
        this.store = store;
        this.latest = latest;
        this.clock = clock;
    }

    /** @return false if something did not answer */
    boolean warm() {
        Instant now = clock.instant();
        try {
            ChannelRef channel = server.newest().orElse(NOBODYS);
            for (int round = 0; round < ROUNDS; round++) {
                for (Duration span : SPANS) {
                    store.series(channel, now.minus(span), now, BUCKETS);
                }
                store.growth(channel, now.minus(Duration.ofDays(1)), now);
                latest.all();
            }
            LOG.info(
                    "event=store-warm millis={}",
                    Duration.between(now, clock.instant()).toMillis());
            return true;
        } catch (TimeSeriesStore.StoreUnavailable | DataAccessException away) {
            LOG.debug("event=store-not-warm", away);
            return false;
        }
    }
}
