package vn.trangtien.city.cameras;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.ingest.IngestUnavailable;

/**
 * How much a counter has grown since the local midnight. Counters only ever grow, and begin at 0 again when a gateway lost its
 * memory; both are seen in the series. Thread-safe.
 */
@Component
public class DayCounts {

    /** A quarter of an hour each. */
    private static final int BUCKETS = 96;

    private static final int MOST_CHANNELS = 100;

    /**
     * @param grown since midnight
     * @param last value of the counter up to which that was counted
     */
    public record Count(double grown, double last) {}

    private final Ingest ingest;
    private final Clock clock;

    DayCounts(Ingest ingest, Clock clock) {
        this.ingest = ingest;
        this.clock = clock;
    }

    /** @param paths {@code account/gateway/camera/channel}; the first hundred are looked at */
    public Map<String, Count> today(List<String> paths) throws IngestUnavailable {
        Instant now = clock.instant();
        Instant midnight = LocalDate.ofInstant(now, clock.getZone())
                .atStartOfDay(clock.getZone())
                .toInstant();
        Instant from = midnight.isBefore(now) ? midnight : now.minus(Duration.ofSeconds(1));
        var counts = new LinkedHashMap<String, Count>();
        for (String path : paths.subList(0, Math.min(paths.size(), MOST_CHANNELS))) {
            counts.put(path, grown(ingest.series(path, from, now, BUCKETS).points()));
        }
        return counts;
    }

    static Count grown(List<Ingest.Point> points) {
        double grown = 0;
        double last = Double.NaN;
        for (Ingest.Point point : points) {
            Double least = point.min();
            Double most = point.max();
            if (least == null || most == null) {
                continue;
            }
            if (Double.isNaN(last)) {
                grown += most - least;
            } else if (most >= last) {
                grown += most - last;
            } else {
                grown += most;
            }
            last = most;
        }
        return new Count(grown, Double.isNaN(last) ? 0 : last);
    }
}
