package vn.trangtien.box.city;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks cloud-ingest over its REST interface as another service would. Thread-safe. */
public final class IngestClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int CONFLICT = 409;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String base;
    private final String token;

    IngestClient(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The account of messages. */
    public JsonNode conservation() throws IOException, InterruptedException {
        return get("/api/conservation");
    }

    /** The latest value of every channel. */
    public JsonNode latest() throws IOException, InterruptedException {
        return get("/api/latest");
    }

    /** All gateways with their state. */
    public JsonNode gateways() throws IOException, InterruptedException {
        return get("/api/gateways");
    }

    /**
     * Registers a gateway, or asks for a new code if it is registered already.
     *
     * @return text of the label with which it enrols, once
     */
    public String invite(String account, String gateway, String name, double lat, double lon)
            throws IOException, InterruptedException {
        HttpResponse<String> created = post(
                "/api/gateways",
                Map.of("account", account, "gateway", gateway, "name", name, "kind", "edge", "lat", lat, "lon", lon));
        if (created.statusCode() == CONFLICT) {
            created = post("/api/gateways/%s/%s/codes".formatted(account, gateway), Map.of());
        }
        return json(created).path("label").asString();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return json(client.send(request(path).GET().build(), BodyHandlers.ofString()));
    }

    private HttpResponse<String> post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        String json = JsonMapper.shared().writeValueAsString(body);
        return client.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("status %d from %s: %s".formatted(answer.statusCode(), answer.uri(), answer.body()));
        }
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            throw new IOException("no JSON from " + answer.uri(), e);
        }
    }
}
