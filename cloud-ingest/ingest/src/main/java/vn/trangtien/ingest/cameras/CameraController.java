package vn.trangtien.ingest.cameras;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.ingest.objects.Snapshot;
import vn.trangtien.ingest.objects.Snapshots;
import vn.trangtien.ingest.registry.GatewayId;

/** Objects and alerts of cameras over HTTP. */
@RestController
class CameraController {

    private static final int MAX_LIMIT = 1_000;
    private static final Duration USUAL = Duration.ofDays(1);

    /** A picture or film of an object; fetch it at {@code /api/objects/{object}}. */
    record Media(String object, Snapshot.Retention kind, Instant takenAt, int width, int height, int bytes) {}

    /** One object with everything that shows it. */
    record ObjectView(ObjectSeen seen, List<Media> media) {}

    private final CameraReader reader;
    private final Snapshots snapshots;
    private final Clock clock;

    CameraController(CameraReader reader, Snapshots snapshots, Clock clock) {
        this.reader = reader;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    @GetMapping("/api/camera-objects")
    List<ObjectSeen> objects(
            @RequestParam(defaultValue = "") String camera,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String plate,
            @RequestParam @Nullable Instant from,
            @RequestParam @Nullable Instant before,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        if (!after.isEmpty() && before == null) {
            throw new IllegalArgumentException(
                    "after names the last object of a page and needs before, the beginning of that object, but before was absent");
        }
        Instant end = before == null ? clock.instant().plus(USUAL) : before;
        return reader.objects(new CameraReader.Wanted(
                camera,
                label,
                zone,
                plate,
                from == null ? clock.instant().minus(USUAL) : from,
                end,
                after,
                checked(limit)));
    }

    @GetMapping("/api/camera-objects/{account}/{gateway}/{object}")
    ObjectView object(@PathVariable String account, @PathVariable String gateway, @PathVariable String object)
            throws UnknownObject {
        var id = new GatewayId(account, gateway);
        ObjectSeen seen = reader.object(id, object).orElseThrow(() -> new UnknownObject(object));
        return new ObjectView(
                seen,
                snapshots.of(id, object).stream()
                        .map(each -> new Media(
                                each.sha256(),
                                each.retention(),
                                each.takenAt(),
                                each.width(),
                                each.height(),
                                each.bytes()))
                        .toList());
    }

    @GetMapping("/api/camera-alerts")
    List<CameraReader.AlertView> alerts(
            @RequestParam(defaultValue = "") String camera,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam @Nullable Instant from,
            @RequestParam @Nullable Instant before,
            @RequestParam(defaultValue = "100") int limit) {
        return reader.alerts(
                camera,
                open,
                from == null ? Instant.EPOCH : from,
                before == null ? clock.instant().plus(USUAL) : before,
                checked(limit));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to %d, but was %d".formatted(MAX_LIMIT, limit));
        }
        return limit;
    }

    /** Never seen, or forgotten since. */
    private static final class UnknownObject extends Exception {

        private static final long serialVersionUID = 1;

        UnknownObject(String object) {
            super("no object '%s' is known; it may be too old".formatted(object));
        }
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownObject refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(refused.getMessage()));
    }
}
