package vn.trangtien.ingest.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.LineCrossed;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.LineCrossedMessage;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;
import vn.trangtien.wire.SnapshotMessage;
import vn.trangtien.wire.SpoolMark;

/** From an MQTT publish to everything that comes of it, with real servers on the way. */
class PipelineIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Origin SIMULATED = new Origin(true, true);
    private static final AtomicLong NAMES = new AtomicLong();

    @TempDir
    static Path folder;

    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = City.started(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    @Test
    void valueIsLatestAndInTheSeriesAndOnTheCitysTopic() throws Exception {
        TestGateway gateway = newGateway();
        Instant at = now();
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1.25, at, 1));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1.75, at.plusSeconds(1), 2));

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode latest = latest(gateway, "level").orElseThrow();
            assertThat(latest.path("value").asDouble()).isEqualTo(1.75);
            assertThat(latest.path("unit").asString()).isEqualTo("m");
            assertThat(latest.path("quality").asString()).isEqualTo("GOOD");
            assertThat(latest.path("simulated").asBoolean()).isTrue();
            assertThat(latest.path("measuredAt").asString())
                    .isEqualTo(at.plusSeconds(1).toString());
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode series = city.get("/api/series?path=hue/%s/river/level&from=%s&to=%s&buckets=1"
                    .formatted(gateway.id, at.minusSeconds(3600), at.plusSeconds(3600)));
            assertThat(series.path("unit").asString()).isEqualTo("m");
            assertThat(series.path("points").get(0).path("min").asDouble()).isEqualTo(1.25);
            assertThat(series.path("points").get(0).path("max").asDouble()).isEqualTo(1.75);
            assertThat(series.path("points").get(0).path("avg").asDouble()).isEqualTo(1.5);
        });
        List<Observation> told = Topic.read(city, CityTopics.OBSERVATION).stream()
                .filter(record -> record.key().equals("hue/" + gateway.id + "/river"))
                .map(record -> EventJson.read(record.value(), Observation.class).orElseThrow())
                .toList();
        assertThat(told).extracting(Observation::value).containsExactly(1.25, 1.75);
    }

    @Test
    void repetitionsAreCountedAndStoredOnce() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        byte[] numbered = gateway.telemetry("river", "level", 1.25, now(), 1);
        byte[] foreign = KuraCodec.encode(TestGateway.payload("air", "temperature", 30.5, now()));
        for (int i = 0; i < 3; i++) {
            send(gateway, gateway.telemetryTopic("river"), numbered);
            send(gateway, gateway.telemetryTopic("air"), foreign);
        }

        Conserved after = settledAfter(before, 6);
        assertThat(after.stored() - before.stored()).isEqualTo(2);
        assertThat(after.duplicate() - before.duplicate()).isEqualTo(4);
        assertThat(after.conserved()).isTrue();
        assertThat(points(gateway)).isEqualTo(2);
    }

    @Test
    void twoValuesOfOneMillisecondAreBothKept() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        Instant at = now();
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1.0, at, 1));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 2.0, at, 2));

        settledAfter(before, 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(points(gateway)).isEqualTo(2));
    }

    @Test
    void missingNumbersAreGapsUntilTheyCome() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1, now(), 1));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 4, now(), 4));

        assertThat(settledAfter(before, 2).gaps() - before.gaps()).isEqualTo(2);

        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 2, now(), 2));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 3, now(), 3));

        assertThat(settledAfter(before, 4).gaps()).isEqualTo(before.gaps());
    }

    @Test
    void whatCannotBeUnderstoodIsKeptWithTheReason() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        String topic = gateway.telemetryTopic("poison");
        send(gateway, topic, new byte[] {1, 2, 3, 4});
        send(
                gateway,
                topic,
                KuraCodec.encode(vn.trangtien.wire.KuraPayload.builder().build()));
        send(gateway, topic, KuraCodec.encode(TestGateway.payload("a/b", "level", 1, now())));
        send(gateway, "hue/" + gateway.id + "/CAM-V1/nothing", new byte[0]);
        send(
                gateway,
                KuraTopic.snapshot("hue", gateway.id, "cam").name(),
                snapshot("cam", "no picture".getBytes(UTF_8)));

        Conserved after = settledAfter(before, 5);
        assertThat(after.rejected() - before.rejected()).isEqualTo(5);
        assertThat(after.conserved()).isTrue();
        var letters = Topic.read(city, RawTopics.DEAD).stream()
                .filter(record -> record.key().equals("hue/" + gateway.id))
                .toList();
        assertThat(letters)
                .extracting(letter -> Topic.header(letter, RawTopics.HEADER_REASON))
                .containsExactly("undecodable", "incomplete", "bad-name", "unsupported-topic", "not-a-jpeg");
        assertThat(letters.get(0).value()).containsExactly(1, 2, 3, 4);
        assertThat(Topic.header(letters.get(0), RawTopics.HEADER_TOPIC)).isEqualTo(topic);
        assertThat(Topic.header(letters.get(0), RawTopics.HEADER_RAW_POSITION)).matches("\\d+:\\d+");
    }

    @Test
    void pictureIsStoredUnderItsHashAndTheCameraIsKnown() throws Exception {
        TestGateway gateway = newGateway();
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3, (byte) NAMES.get()};
        send(gateway, KuraTopic.snapshot("hue", gateway.id, "cam").name(), snapshot("cam", jpeg));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(camera(gateway)).isPresent());
        String object = camera(gateway).orElseThrow().path("object").asString();
        HttpResponse<String> picture =
                city.send(city.request("/api/objects/" + object).GET());
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(city.send(city.request("/api/objects/" + "0".repeat(64)).GET())
                        .statusCode())
                .isEqualTo(404);
        assertThat(Topic.read(city, CityTopics.SNAPSHOT).stream()
                        .filter(record -> record.key().equals("hue/" + gateway.id + "/cam"))
                        .map(record -> EventJson.read(record.value(), SnapshotStored.class)
                                .orElseThrow()
                                .object()))
                .containsExactly(object);
    }

    @Test
    void lineCrossingReachesTheCity() throws Exception {
        TestGateway gateway = newGateway();
        var crossing = new LineCrossedMessage(
                "cam",
                "e-1",
                "line",
                LineCrossedMessage.Direction.FORWARD,
                Optional.empty(),
                Optional.empty(),
                now(),
                SIMULATED);
        Conserved before = settled();
        send(gateway, KuraTopic.event("hue", gateway.id, "cam").name(), KuraCodec.encode(crossing.toPayload()));

        settledAfter(before, 1);
        assertThat(Topic.read(city, CityTopics.LINE_CROSSED).stream()
                        .map(record -> EventJson.read(record.value(), LineCrossed.class)
                                .orElseThrow())
                        .filter(event -> event.gateway().equals(gateway.id)))
                .containsExactly(new LineCrossed("hue", gateway.id, "cam", "e-1", "line", "FORWARD", crossing.at()));
    }

    @Test
    void birthGoodbyeAndLossAreToldInOrder() throws Exception {
        TestGateway gateway = newGateway();
        MqttConnectionOptions options = gateway.options();
        options.setWill(
                KuraTopic.lifecycle("hue", gateway.id, MessageKind.LWT).name(),
                new MqttMessage(new byte[0], 0, false, null));
        MqttClient client = gateway.connect(gateway.id, options);
        TestGateway.publish(client, lifecycle(gateway, MessageKind.BIRTH), birth("Linux <script>"));
        awaitState(gateway, "ONLINE");
        TestGateway.publish(client, lifecycle(gateway, MessageKind.DC), birth("x"));
        awaitState(gateway, "OFFLINE");
        TestGateway.publish(client, lifecycle(gateway, MessageKind.BIRTH), birth("Linux <script>"));
        awaitState(gateway, "ONLINE");

        city.mqttWire.cut();
        city.mqttWire.mend();

        awaitState(gateway, "MISSING");
        List<GatewayStatus> told = Topic.read(city, CityTopics.GATEWAY_STATUS).stream()
                .map(record ->
                        EventJson.read(record.value(), GatewayStatus.class).orElseThrow())
                .filter(status -> status.gateway().equals(gateway.id))
                .toList();
        assertThat(told)
                .extracting(GatewayStatus::state)
                .containsExactly(
                        GatewayStatus.State.ONLINE,
                        GatewayStatus.State.OFFLINE,
                        GatewayStatus.State.ONLINE,
                        GatewayStatus.State.MISSING);
        assertThat(told.get(0).facts()).containsEntry("os", "Linux <script>");
    }

    @Test
    void whatAGatewayGaveUpIsMissingButExplained() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1, now(), 1));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 5, now(), 5));
        assertThat(settledAfter(before, 2).gaps() - before.gaps()).isEqualTo(3);
        var report = new GatewayReport(now(), Map.of(GatewayReport.EVICTED, 2L), Map.of("spool.evicted.ranges", "2-3"));

        send(
                gateway,
                GatewayReport.topic("hue", gateway.id).name(),
                KuraCodec.encode(new SpoolMark(gateway.spool, 6).on(report.toPayload())));

        Conserved after = settledAfter(before, 3);
        assertThat(after.gaps() - before.gaps()).isEqualTo(1);
        assertThat(after.evicted() - before.evicted()).isEqualTo(2);
        assertThat(latest(gateway, "spool.evicted"))
                .as("a report is no measurement")
                .isEmpty();
    }

    @Test
    void ruleEventReachesTheCityOnce() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        var event = new RuleEvent(
                "flood",
                RuleEvent.State.RAISED,
                "river.level",
                OptionalDouble.of(2.5),
                "critical",
                "Nước lên",
                "",
                now(),
                SIMULATED);
        byte[] payload = KuraCodec.encode(event.toPayload());
        String topic = RuleEvent.topic("hue", gateway.id, "flood").name();
        send(gateway, topic, payload);
        send(gateway, topic, payload);

        assertThat(settledAfter(before, 2).stored() - before.stored()).isEqualTo(1);
        assertThat(Topic.read(city, CityTopics.EDGE_EVENT).stream()
                        .map(record ->
                                EventJson.read(record.value(), EdgeEvent.class).orElseThrow())
                        .filter(told -> told.gateway().equals(gateway.id)))
                .containsExactly(new EdgeEvent(
                        "hue",
                        gateway.id,
                        "flood",
                        "RAISED",
                        "river.level",
                        2.5,
                        "critical",
                        "Nước lên",
                        "",
                        event.at(),
                        true));
    }

    private static byte[] birth(String os) {
        var message = new LifecycleMessage(
                Optional.of(now()),
                Map.of("uptime", Long.toString(NAMES.incrementAndGet()), "os", os),
                Optional.empty());
        return KuraCodec.encode(message.toPayload());
    }

    private static String lifecycle(TestGateway gateway, MessageKind kind) {
        return KuraTopic.lifecycle("hue", gateway.id, kind).name();
    }

    private static byte[] snapshot(String camera, byte[] jpeg) {
        var message = new SnapshotMessage(camera, now(), 640, 360, Optional.empty(), Optional.empty(), jpeg, SIMULATED);
        return KuraCodec.encode(new SpoolMark("s" + NAMES.incrementAndGet(), 1).on(message.toPayload()));
    }

    private static TestGateway newGateway() throws Exception {
        return city.enrol("hue", "gateway-" + NAMES.incrementAndGet());
    }

    private static void send(TestGateway gateway, String topic, byte[] payload) throws Exception {
        MqttClient client = gateway.connect();
        assertThat(TestGateway.publish(client, topic, payload)).isZero();
        client.disconnect();
    }

    private static Instant now() {
        return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static long points(TestGateway gateway) {
        return Backends.get().points("select count() from observation where gateway = '" + gateway.id + "'");
    }

    private static Conserved settled() {
        return await().atMost(PATIENCE).until(city::conservation, account -> account.inFlight() == 0);
    }

    private static Conserved settledAfter(Conserved before, long messages) {
        return await().atMost(PATIENCE)
                .until(
                        city::conservation,
                        account -> account.inFlight() == 0 && account.received() >= before.received() + messages);
    }

    private static Optional<JsonNode> latest(TestGateway gateway, String channel) throws Exception {
        for (JsonNode value : city.get("/api/latest")) {
            if (value.path("channel").path("gateway").asString().equals(gateway.id)
                    && value.path("channel").path("channel").asString().equals(channel)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> camera(TestGateway gateway) throws Exception {
        for (JsonNode camera : city.get("/api/cameras")) {
            if (camera.path("gateway").asString().equals(gateway.id)) {
                return Optional.of(camera);
            }
        }
        return Optional.empty();
    }

    private static void awaitState(TestGateway gateway, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (JsonNode known : city.get("/api/gateways")) {
                if (known.path("gateway").asString().equals(gateway.id)) {
                    assertThat(known.path("state").asString()).isEqualTo(state);
                }
            }
        });
    }
}
