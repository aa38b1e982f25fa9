package vn.trangtien.city.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;

/** The agreed answers of the ingest, as text, and what becomes of others. */
class HttpIngestIT {

    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private @org.jspecify.annotations.Nullable HttpServer server;
    private Ingest ingest = new HttpIngest(RestClient.create());

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.put(path, String.valueOf(exchange.getRequestURI().getRawQuery()));
            Answer answer = answers.getOrDefault(path, new Answer(404, "{}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        ingest = new HttpIngest(
                RestClient.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        java.util.Objects.requireNonNull(server).stop(0);
    }

    @Test
    void latestValuesAreObservations() throws Exception {
        answer("/api/latest", """
                [{"channel":{"account":"hue","gateway":"g","asset":"river","channel":"level"},"value":1.25,"unit":"m",
                "quality":"GOOD","measuredAt":"2026-11-22T14:00:00Z","receivedAt":"2026-11-22T14:00:01Z","simulated":true,"later":1},
                {"channel":{"account":"hue","gateway":"g","asset":"air","channel":"humidity"},"value":null,"unit":"%",
                "quality":"COMM_FAULT","measuredAt":"2026-11-22T14:00:00Z","receivedAt":"2026-11-22T14:00:01Z","simulated":false}]""");

        assertThat(ingest.latest())
                .first()
                .isEqualTo(new Observation(
                        new ChannelRef("hue", "g", "river", "level"),
                        1.25,
                        "m",
                        "GOOD",
                        Instant.parse("2026-11-22T14:00:00Z"),
                        Instant.parse("2026-11-22T14:00:01Z"),
                        true));
        assertThat(ingest.latest().get(1).value()).isNull();
    }

    @Test
    void gatewaysMayHaveNoPlace() throws Exception {
        answer("/api/gateways", """
                [{"account":"hue","gateway":"g","name":"Cầu","lat":null,"lon":null,"kind":"","active":true,"state":"NEVER_SEEN",
                "since":"2026-11-22T14:00:00Z","lastMessageAt":null,"facts":{}}]""");

        assertThat(ingest.gateways())
                .extracting(Ingest.Gateway::name, Ingest.Gateway::lat)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Cầu", null));
    }

    @Test
    void camerasMayHaveNoPicture() throws Exception {
        answer("/api/cameras", """
                [{"account":"hue","gateway":"g","camera":"cam","gatewayName":"Ngã sáu","lat":16.4,"lon":107.5,
                "lastSeen":"2026-11-22T14:00:00Z","object":null,"takenAt":null,"width":null,"height":null}]""");

        assertThat(ingest.cameras()).extracting(Ingest.Camera::path).containsExactly("hue/g/cam");
    }

    @Test
    void whatGatewaysSayOfTheirCamerasIsRead() throws Exception {
        answer("/api/fleet/cameras", """
                [{"account":"hue","gateway":"g","receivedAt":"2026-11-22T14:00:00Z","total":9,"alive":8,"limited":2,
                "problems":["cam-1, cam-2 and 5 more: motion only: no model","a line: of its own"],
                "problemsVietnamese":["cam-1, cam-2 và 5 camera khác: chỉ đếm chuyển động","cam-1: không đọc biển số"]}]""");

        CameraRecords.Standing standing = new HttpCameraRecords(RestClient.create("http://127.0.0.1:"
                        + java.util.Objects.requireNonNull(server).getAddress().getPort()))
                .standings()
                .get(0);

        assertThat(standing.path()).isEqualTo("hue/g");
        assertThat(standing.problemOf("cam-2", java.util.Locale.ENGLISH)).isEqualTo("motion only: no model");
        assertThat(standing.problemOf("cam-1", java.util.Locale.forLanguageTag("vi")))
                .isEqualTo("chỉ đếm chuyển động; không đọc biển số");
        assertThat(standing.problemOf("cam", java.util.Locale.ENGLISH)).isEmpty();
    }

    @Test
    void aSeriesIsAskedForWithAnEncodedPath() throws Exception {
        answer(
                "/api/series",
                "{\"unit\":\"m\",\"points\":[{\"t\":\"2026-11-22T14:00:00Z\",\"avg\":1,\"min\":0.5,\"max\":2}]}");

        var series = ingest.series(
                "hue/g/river/lev&el",
                Instant.parse("2026-11-22T13:00:00Z"),
                Instant.parse("2026-11-22T14:00:00Z"),
                360);

        assertThat(series.points()).hasSize(1);
        assertThat(asked.get("/api/series")).contains("lev%26el", "buckets=360", "from=2026-11-22T13%3A00%3A00Z");
    }

    @Test
    void whatCountersGrewIsAskedForOneDevice() throws Exception {
        answer("/api/growth", "[{\"channel\":\"count.forward\",\"grown\":12.0,\"last\":40.0}]");

        assertThat(ingest.growth(
                        "hue/g/cam", Instant.parse("2026-11-22T17:00:00Z"), Instant.parse("2026-11-23T05:00:00Z")))
                .containsExactly(new Ingest.Growth("count.forward", 12, 40));
        assertThat(asked.get("/api/growth")).contains("asset=hue", "from=2026-11-22T17%3A00%3A00Z");
    }

    @Test
    void theAccountOfMessagesIsRead() throws Exception {
        answer("/api/conservation", """
                {"received":10,"stored":7,"duplicate":1,"rejected":{"foreign-topic":2},"inFlight":0,"conserved":true,"gaps":0}""");

        assertThat(ingest.conservation().rejectedInAll()).isEqualTo(2);
        assertThat(ingest.conservation().conserved()).isTrue();
    }

    @Test
    void aPictureThatIsNotThereIsEmptyAndAnErrorIsAnError() throws Exception {
        assertThat(ingest.picture("00")).isEmpty();
        answers.put("/api/objects/11", new Answer(500, "{}"));
        assertThatThrownBy(() -> ingest.picture("11")).isInstanceOf(IngestUnavailable.class);
    }

    @Test
    void anIngestThatIsAwayBusyOrTalksNonsenseIsUnavailable() {
        answers.put("/api/latest", new Answer(503, "{}"));
        answers.put("/api/gateways", new Answer(200, "not json"));
        answers.put("/api/conservation", new Answer(200, ""));

        assertThatThrownBy(ingest::latest).isInstanceOf(IngestUnavailable.class).hasMessageContaining("/api/latest");
        assertThatThrownBy(ingest::gateways).isInstanceOf(IngestUnavailable.class);
        assertThatThrownBy(ingest::conservation).isInstanceOf(IngestUnavailable.class);
        java.util.Objects.requireNonNull(server).stop(0);
        assertThatThrownBy(ingest::cameras).isInstanceOf(IngestUnavailable.class);
    }

    private void answer(String path, String json) {
        answers.put(path, new Answer(200, json));
    }
}
