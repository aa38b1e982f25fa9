package vn.trangtien.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraPayload;

/** Managed gateways around the shared city, with a real broker and a real database; each test has gateways of its own. */
abstract class FleetStand {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final AtomicInteger NAMES = new AtomicInteger();
    static final KuraPayload NOTHING = KuraPayload.builder().build();

    static City city;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
    }

    static TestGateway enrolled() throws Exception {
        return city.enrol("hue", "managed-" + NAMES.incrementAndGet());
    }

    static String path(ManagedGateway gateway) {
        return "/api/fleet/gateways/%s/%s".formatted(gateway.gateway.account, gateway.gateway.id);
    }

    static JsonNode ask(ManagedGateway gateway, String method, int seconds) throws Exception {
        HttpResponse<String> answer = city.post(
                "/api/gateways/%s/%s/requests".formatted(gateway.gateway.account, gateway.gateway.id),
                Map.of("app", "CONF-V2", "method", method, "resource", "snapshots", "timeoutSeconds", seconds));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    static JsonNode put(ManagedGateway gateway, int seconds) {
        try {
            return ask(gateway, "PUT", seconds);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode want(ManagedGateway gateway, String yaml, int expected, boolean push) throws Exception {
        HttpResponse<String> answer =
                twin(gateway, "PUT", Map.of("yaml", yaml, "comment", "thử", "expectedVersion", expected, "push", push));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    static HttpResponse<String> twin(ManagedGateway gateway, String method, Map<String, Object> body) throws Exception {
        return twin(gateway, method, "", body);
    }

    static HttpResponse<String> twin(ManagedGateway gateway, String method, String more, Map<String, Object> body)
            throws Exception {
        return city.send(city.request(path(gateway) + "/twin" + more)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    static JsonNode awaitPush(ManagedGateway gateway, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> city.get(path(gateway) + "/twin"),
                        twin -> twin.path("push").path("state").asString().equals(state));
    }

    static void awaitReport(ManagedGateway gateway) {
        await().atMost(PATIENCE)
                .until(() ->
                        city.get(path(gateway)).path("configState").asString("").equals("applied"));
    }

    static List<String> alarms(ManagedGateway gateway) throws Exception {
        return city.get(path(gateway))
                .path("alarms")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Begins a rollout over an account in two rings. @return its address */
    static String begin(String account, String name) throws Exception {
        HttpResponse<String> begun = city.post(
                "/api/fleet/rollouts",
                Map.of(
                        "name",
                        name,
                        "kind",
                        "CONFIGURATION",
                        "mode",
                        "REPLACE",
                        "template",
                        "gateway: {id: \"{{gateway}}\"}",
                        "filter",
                        Map.of("account", account),
                        "rings",
                        List.of(10, 100),
                        "soakSeconds",
                        0));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        return "/api/fleet/rollouts/"
                + JsonMapper.shared().readTree(begun.body()).path("id").asLong();
    }
}
