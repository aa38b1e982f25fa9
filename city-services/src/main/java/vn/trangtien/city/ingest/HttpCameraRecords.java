package vn.trangtien.city.ingest;

import java.util.List;
import java.util.Optional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import vn.trangtien.events.ObjectSeen;

/** The ingest's books of cameras over HTTP. */
final class HttpCameraRecords implements CameraRecords {

    private final RestClient http;

    HttpCameraRecords(RestClient http) {
        this.http = http;
    }

    @Override
    public List<Standing> standings() throws IngestUnavailable {
        return Answers.of(
                "/api/fleet/cameras",
                () -> http.get()
                        .uri("/api/fleet/cameras")
                        .retrieve()
                        .body(new ParameterizedTypeReference<List<Standing>>() {}));
    }

    @Override
    public List<ObjectSeen> objects(Wanted wanted) throws IngestUnavailable {
        return Answers.of(
                "/api/camera-objects",
                () -> http.get()
                        .uri(uri -> uri.path("/api/camera-objects")
                                .queryParam("camera", "{camera}")
                                .queryParam("label", "{label}")
                                .queryParam("zone", "{zone}")
                                .queryParam("plate", "{plate}")
                                .queryParam("from", "{from}")
                                .queryParam("before", "{before}")
                                .queryParam("after", "{after}")
                                .queryParam("limit", "{limit}")
                                .build(
                                        wanted.camera(),
                                        wanted.label(),
                                        wanted.zone(),
                                        wanted.plate(),
                                        wanted.from(),
                                        wanted.before(),
                                        wanted.after(),
                                        wanted.limit()))
                        .retrieve()
                        .body(new ParameterizedTypeReference<List<ObjectSeen>>() {}));
    }

    @Override
    public Optional<Seen> object(String account, String gateway, String object) throws IngestUnavailable {
        return Answers.of(
                "/api/camera-objects/…",
                () -> http.get()
                        .uri("/api/camera-objects/{account}/{gateway}/{object}", account, gateway, object)
                        .exchange((request, response) -> {
                            if (response.getStatusCode().value() == 404) {
                                return Optional.<Seen>empty();
                            }
                            Answers.good(response.getStatusCode());
                            return Optional.ofNullable(response.bodyTo(Seen.class));
                        }));
    }

    @Override
    public List<Alert> alerts(String camera, boolean openOnly, int limit) throws IngestUnavailable {
        return Answers.of(
                "/api/camera-alerts",
                () -> http.get()
                        .uri(uri -> uri.path("/api/camera-alerts")
                                .queryParam("camera", "{camera}")
                                .queryParam("open", "{open}")
                                .queryParam("limit", "{limit}")
                                .build(camera, openOnly, limit))
                        .retrieve()
                        .body(new ParameterizedTypeReference<List<Alert>>() {}));
    }

    @Override
    public Optional<Content> content(String sha256) throws IngestUnavailable {
        return Answers.of(
                "/api/objects/…",
                () -> http.get().uri("/api/objects/{sha256}", sha256).exchange((request, response) -> {
                    if (response.getStatusCode().value() == 404) {
                        return Optional.<Content>empty();
                    }
                    Answers.good(response.getStatusCode());
                    MediaType type = response.getHeaders().getContentType();
                    String cache = response.getHeaders().getFirst(HttpHeaders.CACHE_CONTROL);
                    return Optional.of(new Content(
                            response.getBody().readAllBytes(),
                            type != null && type.getType().equals("video"),
                            // The ingest lets nobody keep what shows people.
                            cache != null && cache.contains("no-store")));
                }));
    }
}
