package vn.trangtien.ingest.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.LineCrossed;
import vn.trangtien.events.SnapshotStored;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.LineCrossedMessage;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.RuleEvent;

/** From pictures, crossings, births and rules on MQTT to what the city is told of them, with real servers on the way. */
class PipelineEventsIT extends PipelineFixture {

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
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
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(CityTopics.SNAPSHOT, SnapshotStored.class))
                        .filteredOn(stored -> stored.gateway().equals(gateway.id))
                        .extracting(SnapshotStored::object)
                        .containsExactly(object));
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
        send(gateway, KuraTopic.event("hue", gateway.id, "cam").name(), KuraCodec.encode(crossing.toPayload()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(CityTopics.LINE_CROSSED, LineCrossed.class))
                        .filteredOn(event -> event.gateway().equals(gateway.id))
                        .containsExactly(
                                new LineCrossed("hue", gateway.id, "cam", "e-1", "line", "FORWARD", crossing.at())));
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
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<GatewayStatus> told = told(CityTopics.GATEWAY_STATUS, GatewayStatus.class).stream()
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
        });
    }

    @Test
    void ruleEventReachesTheCityOnce() throws Exception {
        TestGateway gateway = newGateway();
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
        var cleared = new RuleEvent(
                "flood",
                RuleEvent.State.CLEARED,
                "river.level",
                OptionalDouble.of(1.5),
                "critical",
                "Nước lên",
                "",
                event.at().plusSeconds(1),
                SIMULATED);
        send(gateway, topic, KuraCodec.encode(cleared.toPayload()));

        // One gateway's events keep their order, so a second copy of the first would stand before the last.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(CityTopics.EDGE_EVENT, EdgeEvent.class))
                        .filteredOn(told -> told.gateway().equals(gateway.id))
                        .containsExactly(
                                new EdgeEvent(
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
                                        true),
                                new EdgeEvent(
                                        "hue",
                                        gateway.id,
                                        "flood",
                                        "CLEARED",
                                        "river.level",
                                        1.5,
                                        "critical",
                                        "Nước lên",
                                        "",
                                        cleared.at(),
                                        true)));
    }

    /** A client that leaves without a goodbye and without a will: only its silence tells. */
    @Test
    void whoeverHungUpWithoutAWordIsMissingAfterAWhile() throws Exception {
        TestGateway gateway = newGateway();
        send(gateway, lifecycle(gateway, MessageKind.BIRTH), birth("Linux"));
        awaitState(gateway, "ONLINE");
        city.context()
                .getBean(JdbcClient.class)
                .sql("update ingest.gateway set last_message_at = now() - interval '16 minutes' where gateway = ?")
                .params(gateway.id)
                .update();

        Housekeeping anew = city.context().getAutowireCapableBeanFactory().createBean(Housekeeping.class);
        try (var publisher =
                new CityPublisher(city.context().getBean(KafkaAccess.class).producer("silence"))) {
            anew.ifDue(publisher);
        }

        awaitState(gateway, "MISSING");
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
            assertThat(city.get("/api/gateways")
                            .valueStream()
                            .filter(known -> known.path("gateway").asString().equals(gateway.id))
                            .map(known -> known.path("state").asString()))
                    .containsExactly(state);
        });
    }

    private static <T extends Record> List<T> told(String topic, Class<T> kind) {
        return Topic.read(city, topic).stream()
                .map(record -> EventJson.read(record.value(), kind).orElseThrow())
                .toList();
    }
}
