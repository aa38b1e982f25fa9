package vn.trangtien.ingest.timeseries;

import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.trangtien.events.ChannelRef;

/** Whether the time-series store answers a question about a channel that nobody has: {@code /actuator/health/timeSeries}. */
@Component
class TimeSeriesHealthIndicator implements HealthIndicator {

    private static final ChannelRef NOBODYS = new ChannelRef("-", "-", "-", "-");

    private final TimeSeriesStore store;
    private final Clock clock;

    TimeSeriesHealthIndicator(TimeSeriesStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        try {
            store.series(NOBODYS, now.minusSeconds(1), now, 1);
            return Health.up().build();
        } catch (TimeSeriesStore.StoreUnavailable away) {
            return Health.down()
                    .withDetail("reason", String.valueOf(away.getMessage()))
                    .build();
        }
    }
}
