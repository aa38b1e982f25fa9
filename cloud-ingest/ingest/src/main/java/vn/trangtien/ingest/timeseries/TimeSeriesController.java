package vn.trangtien.ingest.timeseries;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;

/** Values over HTTP: the latest of everything, and one channel over time. */
@RestController
class TimeSeriesController {

    private static final Logger LOG = LoggerFactory.getLogger(TimeSeriesController.class);
    private static final int MAX_BUCKETS = 10_000;

    private final TimeSeriesStore store;
    private final LatestValues latest;

    TimeSeriesController(TimeSeriesStore store, LatestValues latest) {
        this.store = store;
        this.latest = latest;
    }

    @GetMapping("/api/latest")
    List<Observation> latest() {
        return latest.all();
    }

    /** @param path account/gateway/asset/channel */
    @GetMapping("/api/series")
    Series series(
            @RequestParam String path,
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(defaultValue = "300") int buckets)
            throws TimeSeriesStore.StoreUnavailable {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, but was from=%s to=%s".formatted(from, to));
        }
        if (buckets < 1 || buckets > MAX_BUCKETS) {
            throw new IllegalArgumentException("buckets must be 1 to %d, but was %d".formatted(MAX_BUCKETS, buckets));
        }
        return store.series(channel(path), from, to, buckets);
    }

    /** @param asset account/gateway/asset */
    @GetMapping("/api/growth")
    List<Growth> growth(@RequestParam String asset, @RequestParam Instant from, @RequestParam Instant to)
            throws TimeSeriesStore.StoreUnavailable {
        String[] parts = asset.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("asset must be account/gateway/asset, but was '%s'".formatted(asset));
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, but was from=%s to=%s".formatted(from, to));
        }
        return store.growth(new ChannelRef(parts[0], parts[1], parts[2], "*"), from, to);
    }

    private static ChannelRef channel(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "path must be account/gateway/asset/channel, but was '%s'".formatted(path));
        }
        return new ChannelRef(parts[0], parts[1], parts[2], parts[3]);
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unavailable(TimeSeriesStore.StoreUnavailable refused) {
        LOG.warn("event=time-series-unavailable why=\"{}\"", refused.getMessage());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the time-series store does not answer; try again in a moment");
    }
}
