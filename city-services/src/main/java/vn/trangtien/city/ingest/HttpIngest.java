package vn.trangtien.city.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import vn.trangtien.events.Observation;

/** The ingest over HTTP. */
final class HttpIngest implements Ingest {

    private final RestClient http;

    HttpIngest(RestClient http) {
        this.http = http;
    }

    @Override
    public List<Gateway> gateways() throws IngestUnavailable {
        return list("/api/gateways", new ParameterizedTypeReference<>() {});
    }

    @Override
    public List<Camera> cameras() throws IngestUnavailable {
        return list("/api/cameras", new ParameterizedTypeReference<>() {});
    }

    @Override
    public List<Observation> latest() throws IngestUnavailable {
        return list("/api/latest", new ParameterizedTypeReference<>() {});
    }

    @Override
    public Series series(String path, Instant from, Instant to, int buckets) throws IngestUnavailable {
        return Answers.of(
                "/api/series",
                () -> http.get()
                        .uri(uri -> uri.path("/api/series")
                                .queryParam("path", "{path}")
                                .queryParam("from", "{from}")
                                .queryParam("to", "{to}")
                                .queryParam("buckets", "{buckets}")
                                .build(path, from, to, buckets))
                        .retrieve()
                        .body(Series.class));
    }

    @Override
    public List<Growth> growth(String device, Instant from, Instant to) throws IngestUnavailable {
        return Answers.of(
                "/api/growth",
                () -> http.get()
                        .uri(uri -> uri.path("/api/growth")
                                .queryParam("asset", "{device}")
                                .queryParam("from", "{from}")
                                .queryParam("to", "{to}")
                                .build(device, from, to))
                        .retrieve()
                        .body(new ParameterizedTypeReference<List<Growth>>() {}));
    }

    @Override
    public Conservation conservation() throws IngestUnavailable {
        return Answers.of(
                "/api/conservation",
                () -> http.get().uri("/api/conservation").retrieve().body(Conservation.class));
    }

    @Override
    public Optional<byte[]> picture(String sha256) throws IngestUnavailable {
        return Answers.of(
                "/api/objects",
                () -> http.get().uri("/api/objects/{sha256}", sha256).exchange((request, response) -> {
                    HttpStatusCode status = response.getStatusCode();
                    if (status.value() == 404) {
                        return Optional.<byte[]>empty();
                    }
                    if (!status.is2xxSuccessful()) {
                        throw new RestClientException("status " + status.value());
                    }
                    return Optional.of(response.getBody().readAllBytes());
                }));
    }

    private <T> List<T> list(String path, ParameterizedTypeReference<List<T>> type) throws IngestUnavailable {
        return Answers.of(path, () -> http.get().uri(path).retrieve().body(type));
    }
}
