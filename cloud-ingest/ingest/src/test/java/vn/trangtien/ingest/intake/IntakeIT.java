package vn.trangtien.ingest.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestDoor;
import vn.trangtien.ingest.support.TestGateway;

/** A device that cannot speak MQTT at the device door. */
class IntakeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PATH = "/ingest/v1/batch";
    private static City city;
    private static TestGateway device;
    private static TestDoor door;

    @BeforeAll
    static void enrol() throws Exception {
        city = SharedCity.get();
        device = city.enrol("hue", "http-device");
        door = new TestDoor(city, device.tls(false));
    }

    @Test
    void itemsOfEveryDialectAreTakenAndStored() throws Exception {
        String kura = Base64.getEncoder()
                .encodeToString(
                        device.telemetry("well", "level", 3.5, Clock.systemUTC().instant(), 1));

        HttpResponse<String> answer = post("application/json", """
                [{"topic":"%s","payload":"%s"},
                 {"topic":"hue/http-device/senml","body":[{"n":"attic/humidity","u":"%%RH","v":61.5}]},
                 {"topic":"v1/devices/me/telemetry","body":{"battery":87}}]""".formatted(device.telemetryTopic("well"), kura));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("taken").asInt()).isEqualTo(3);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(city.get("/api/latest").toString()).contains("\"level\"", "61.5", "\"battery\""));
    }

    @Test
    void eachItemThatIsNotTakenIsToldWithItsPlace() throws Exception {
        HttpResponse<String> answer = post("application/x-ndjson", """
                {"topic":"hue/http-device/senml","body":[{"n":"a","v":1}]}
                {"topic":"hue/other/senml","body":[{"n":"a","v":1}]}
                {"topic":"hue/http-device/senml","body":[{"n":"a","v":"x"}]}
                nonsense
                """);

        assertThat(answer.statusCode()).isEqualTo(207);
        JsonNode items = json(answer).path("items");
        assertThat(items.valueStream().map(each -> each.path("status").asInt())).containsExactly(200, 403, 422, 422);
        assertThat(items.get(2).path("reason").asString()).isEqualTo("undecodable");
        assertThat(items.get(2).path("detail").asString())
                .contains("Không giải mã được / Not decodable", "record 1: v must be a number, but was 'x'");
        assertThat(items.get(1).path("detail").asString()).contains("thiết bị không được ghi", "may not write");
    }

    @Test
    void repeatedBatchWithItsKeyIsCountedAsDuplicate() throws Exception {
        String untimed = "[{\"topic\":\"v1/devices/me/telemetry\",\"body\":{\"tank\":12}}]";
        long before = city.conservation().duplicate();
        for (int i = 0; i < 3; i++) {
            assertThat(send(request("application/json").header("Idempotency-Key", "night-1"), untimed.getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(200);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(city.conservation().duplicate() - before).isGreaterThanOrEqualTo(2));
    }

    @Test
    void senmlAloneAndCompressed() throws Exception {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            gzip.write("[{\"n\":\"roof/wind\",\"u\":\"m/s\",\"v\":7.25}]".getBytes(UTF_8));
        }

        HttpResponse<String> answer =
                send(request("application/senml+json").header("Content-Encoding", "gzip"), body.toByteArray());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void nothingGoodMeansAProblem() throws Exception {
        HttpResponse<String> none = post("application/json", "[{\"topic\":\"hue/other/senml\",\"body\":[]}]");
        HttpResponse<String> unreadable = post("application/json", "[");
        HttpResponse<String> unknown = post("text/csv", "a,b");

        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(none).path("items").get(0).path("status").asInt()).isEqualTo(403);
        assertThat(unreadable.statusCode()).isEqualTo(422);
        assertThat(json(unreadable).path("detail").asString()).startsWith("không phải JSON");
        assertThat(unknown.statusCode()).isEqualTo(415);
    }

    @Test
    void bodyBeyondTheLimitIsRefused() throws Exception {
        assertThat(post("application/json", "[" + " ".repeat(9 * 1024 * 1024) + "]")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void onlyWithACertificateAndOnlyAtTheDoor() throws Exception {
        var anonymous = new TestDoor(city);
        HttpResponse<String> stranger = anonymous.send(anonymous
                .request(PATH)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[]")));
        HttpResponse<String> elsewhere = city.post(PATH, "[]");

        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(elsewhere.statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> post(String type, String body) throws Exception {
        return send(request(type), body.getBytes(UTF_8));
    }

    private static HttpRequest.Builder request(String type) {
        return door.request(PATH).header("Content-Type", type);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, byte[] body) throws Exception {
        return door.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
