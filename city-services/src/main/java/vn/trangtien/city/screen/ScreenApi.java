package vn.trangtien.city.screen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.city.alarm.Alarms;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.ingest.IngestUnavailable;

/** What the map, the values, the chart and the cameras read. */
@RestController
@RequestMapping("/api/screen")
class ScreenApi {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenApi.class);
    private static final Pattern CHANNEL = Pattern.compile("[^/\\p{Cntrl}]{1,100}(/[^/\\p{Cntrl}]{1,100}){3}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_MINUTES = 24 * 60 * 31;
    private static final int BUCKETS = 360;

    /** A series with the limits that are in force for it, if a rule watches it. */
    record Chart(String path, Instant from, Instant to, Ingest.Series series, Alarms.@Nullable Limits limits) {}

    private final ScreenState state;
    private final Ingest ingest;
    private final CameraRecords records;
    private final Alarms alarms;
    private final Clock clock;

    ScreenApi(ScreenState state, Ingest ingest, CameraRecords records, Alarms alarms, Clock clock) {
        this.state = state;
        this.ingest = ingest;
        this.records = records;
        this.alarms = alarms;
        this.clock = clock;
    }

    @GetMapping("/state")
    ScreenState.State state(Locale locale) {
        return state.now(locale);
    }

    /** @param path {@code account/gateway/asset/channel} */
    @GetMapping("/series")
    Chart series(@RequestParam String path, @RequestParam(defaultValue = "60") int minutes, Locale locale)
            throws IngestUnavailable {
        if (!CHANNEL.matcher(path).matches()) {
            throw new IllegalArgumentException("path must be account/gateway/asset/channel, but was '" + path + "'");
        }
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("minutes must be 1 to %d, but was %d".formatted(MOST_MINUTES, minutes));
        }
        Instant to = clock.instant();
        Instant from = to.minus(Duration.ofMinutes(minutes));
        return new Chart(
                path,
                from,
                to,
                ingest.series(path, from, to, BUCKETS),
                alarms.limits(path, locale).orElse(null));
    }

    /** The limits in force for a channel; none if no rule watches it. */
    @GetMapping("/limits")
    ResponseEntity<Alarms.Limits> limits(@RequestParam String path, Locale locale) {
        return alarms.limits(path, locale)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** A camera's masked picture. Its name is its hash, so a browser may keep it for ever. */
    @GetMapping("/pictures/{sha256}")
    ResponseEntity<byte[]> picture(@PathVariable String sha256) throws IngestUnavailable {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a picture is named by 64 hex digits, but was '" + sha256 + "'");
        }
        return records.content(sha256)
                .filter(content -> !content.clear())
                .map(CameraRecords.Content::bytes)
                .filter(ScreenApi::isJpeg)
                .map(picture -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(1))
                                .cachePrivate()
                                .immutable())
                        .body(picture))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException malformed) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(malformed.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail away(IngestUnavailable away) {
        LOG.warn("event=ingest-unavailable why=\"{}\"", away.getMessage());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the ingest does not answer; it is asked again with the next request");
    }

    /** Whatever a device sent as a picture is shown only if it begins like a JPEG. */
    static boolean isJpeg(byte[] bytes) {
        return bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8 && (bytes[2] & 0xFF) == 0xFF;
    }
}
