package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.ingest.registry.Assets;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** Pictures and cameras over HTTP. */
@RestController
class ObjectController {

    record CameraView(
            String account,
            String gateway,
            String camera,
            String gatewayName,
            @Nullable Double lat,
            @Nullable Double lon,
            Instant lastSeen,
            @Nullable String object,
            @Nullable Instant takenAt,
            @Nullable Integer width,
            @Nullable Integer height) {}

    /** The city's services ask on behalf of a person, whose role they check and whose look they write down. */
    private static final Set<Role> MAY_SEE_PEOPLE = Set.of(Role.OPERATOR, Role.ADMIN, Role.SERVICE);

    private static final Logger LOG = LoggerFactory.getLogger(ObjectController.class);
    private static final String RETRY_AFTER_SECONDS = "60";
    private static final MediaType MP4 = MediaType.parseMediaType("video/mp4");

    private final ObjectStore store;
    private final Snapshots snapshots;
    private final Looks looks;
    private final Assets assets;
    private final Registry registry;

    ObjectController(ObjectStore store, Snapshots snapshots, Looks looks, Assets assets, Registry registry) {
        this.store = store;
        this.snapshots = snapshots;
        this.looks = looks;
        this.assets = assets;
        this.registry = registry;
    }

    /**
     * The bytes never change under their name, so a browser may keep them; except a picture in which persons can be recognised:
     * operators and administrators may see it, and each look is written down.
     */
    @GetMapping("/api/objects/{sha256}")
    ResponseEntity<Resource> object(@PathVariable String sha256, CurrentUser user) throws IOException {
        List<Snapshot> named = snapshots.named(sha256);
        // Not everything in the store may be seen: an object that no row names is about to be deleted, or not booked
        // yet.
        Optional<Resource> found = named.isEmpty() ? Optional.empty() : store.find(sha256);
        if (found.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        boolean clear = named.stream().anyMatch(each -> each.clearFor().isPresent());
        if (clear) {
            if (MAY_SEE_PEOPLE.stream().noneMatch(user::is)) {
                return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
            }
            looks.looked(named, user.id());
        }
        boolean film = named.stream().anyMatch(each -> each.retention() == Snapshot.Retention.CLIP);
        return ResponseEntity.ok()
                .contentType(film ? MP4 : MediaType.IMAGE_JPEG)
                .cacheControl(
                        clear
                                ? CacheControl.noStore()
                                : CacheControl.maxAge(Duration.ofDays(1))
                                        .cachePrivate()
                                        .immutable())
                .header("X-Content-Type-Options", "nosniff")
                .body(found.get());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(StoreUnavailable refused) {
        LOG.warn("event=object-not-read reason=\"{}\"", refused.getMessage());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Kho ảnh tạm thời không trả lời; ảnh không mất, hãy thử lại sau ít phút."
                                + " / The picture store does not answer at the moment; the picture is not lost, try again in a"
                                + " few minutes."));
    }

    @GetMapping("/api/cameras")
    List<CameraView> cameras() {
        Map<String, Snapshot> newest = snapshots.newest();
        Map<GatewayId, Gateway> gateways =
                registry.all().stream().collect(Collectors.toMap(Gateway::id, gateway -> gateway));
        var cameras = new ArrayList<CameraView>();
        for (Assets.Asset asset : assets.all(Assets.Kind.CAMERA)) {
            Gateway gateway = gateways.get(asset.gateway());
            if (gateway != null) {
                cameras.add(view(asset, gateway, newest));
            }
        }
        return cameras;
    }

    private static CameraView view(Assets.Asset asset, Gateway gateway, Map<String, Snapshot> newest) {
        Snapshot snapshot = newest.get(asset.gateway().key() + "/" + asset.name());
        return new CameraView(
                asset.gateway().account(),
                asset.gateway().gateway(),
                asset.name(),
                gateway.name(),
                gateway.lat(),
                gateway.lon(),
                asset.lastSeen(),
                snapshot == null ? null : snapshot.sha256(),
                snapshot == null ? null : snapshot.takenAt(),
                snapshot == null ? null : snapshot.width(),
                snapshot == null ? null : snapshot.height());
    }
}
