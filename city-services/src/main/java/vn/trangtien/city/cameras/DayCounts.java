package vn.trangtien.city.cameras;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.ingest.IngestUnavailable;

/**
 * How much the counters of a camera have grown since the local midnight. Every stored value is looked at, for a counter may begin
 * at 0 again at any moment. Thread-safe.
 */
@Component
public class DayCounts {

    private static final Pattern COUNTER = Pattern.compile("count\\..*|line\\..*\\.(forward|backward)");

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

    /**
     * @param camera {@code account/gateway/camera}
     * @return by {@code account/gateway/camera/channel}
     */
    public Map<String, Count> today(String camera) throws IngestUnavailable {
        Instant now = clock.instant();
        Instant midnight = LocalDate.ofInstant(now, clock.getZone())
                .atStartOfDay(clock.getZone())
                .toInstant();
        Instant from = midnight.isBefore(now) ? midnight : now.minus(Duration.ofSeconds(1));
        var counts = new LinkedHashMap<String, Count>();
        for (Ingest.Growth growth : ingest.growth(camera, from, now)) {
            if (COUNTER.matcher(growth.channel()).matches()) {
                counts.put(camera + "/" + growth.channel(), new Count(growth.grown(), growth.last()));
            }
        }
        return counts;
    }
}
