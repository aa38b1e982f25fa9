package vn.trangtien.city.ingest;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;
import org.springframework.web.client.RestClientException;

/** The ingest's twins over HTTP, see docs/fleet.md. */
final class HttpTwins implements Twins {

    private static final String PATH = "/api/fleet/gateways/{account}/{gateway}/twin";

    /** What {@link #want} got: one of the two. */
    private record Outcome(@Nullable Twin twin, @Nullable Refused refused) {}

    private record Problem(@Nullable String detail) {}

    private final RestClient http;

    HttpTwins(RestClient http) {
        this.http = http;
    }

    @Override
    public Optional<Twin> twin(String account, String gateway) throws IngestUnavailable {
        return Answers.of(
                "twin",
                () -> http.get().uri(PATH, account, gateway).exchange((request, response) -> {
                    if (response.getStatusCode().value() == 404) {
                        return Optional.<Twin>empty();
                    }
                    Answers.good(response.getStatusCode());
                    return Optional.ofNullable(response.bodyTo(Twin.class));
                }));
    }

    @Override
    public Twin want(String account, String gateway, String yaml, String comment, long replaces, boolean push)
            throws IngestUnavailable, Refused {
        Outcome outcome = Answers.of(
                "twin",
                () -> http.put()
                        .uri(PATH, account, gateway)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("yaml", yaml, "comment", comment, "expectedVersion", replaces, "push", push))
                        .exchange((request, response) -> outcome(response)));
        if (outcome.refused() != null) {
            throw outcome.refused();
        }
        if (outcome.twin() == null) {
            throw new IngestUnavailable("ingest twin: the answer is empty", new IllegalStateException("twin"));
        }
        return outcome.twin();
    }

    private static Outcome outcome(ConvertibleClientHttpResponse response) throws java.io.IOException {
        HttpStatusCode status = response.getStatusCode();
        if (status.value() == 409 || status.value() == 422 || status.value() == 404) {
            return new Outcome(null, new Refused(status.value() == 409, detail(response)));
        }
        Answers.good(status);
        return new Outcome(response.bodyTo(Twin.class), null);
    }

    private static String detail(ConvertibleClientHttpResponse response) {
        try {
            Problem problem = response.bodyTo(Problem.class);
            return problem == null || problem.detail() == null ? "" : problem.detail();
        } catch (RestClientException noProblem) {
            return "";
        }
    }
}
