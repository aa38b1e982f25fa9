package vn.trangtien.ingest.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.registry.GatewayQuarantined;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestDoor;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.LifecycleMessage;

/** Copied memory cards, exchanged boards and stolen gateways, over the real broker. */
class CloneGuardIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Long before a session would end by itself, which asks every minute whether the other end is there. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static final List<GatewayQuarantined> QUARANTINED = new CopyOnWriteArrayList<>();

    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
        city.context().addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (event.getPayload() instanceof GatewayQuarantined quarantined) {
                QUARANTINED.add(quarantined);
            }
        });
    }

    @Test
    void copiedCardPutsBothDevicesOutUntilSomebodyEnrolsTheRightOne() throws Exception {
        TestGateway gateway = city.enrol("hue", "copied");
        MqttClient original = gateway.connect();
        born(original, "copied", TestGateway.hardware("copied"));
        awaitState("copied", "ACTIVE");

        MqttClient copy = gateway.connect();
        born(copy, "copied", "board-of-the-thief");

        awaitState("copied", "QUARANTINED");
        await().atMost(AT_ONCE).until(() -> !copy.isConnected() && !original.isConnected());
        assertThatThrownBy(gateway::connect).isInstanceOf(MqttException.class);
        assertThat(QUARANTINED)
                .filteredOn(event -> event.gateway().gateway().equals("copied"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.known()).isEqualTo(TestGateway.hardware("copied"));
                    assertThat(event.other()).isEqualTo("board-of-the-thief");
                });

        await().atMost(AT_ONCE).until(() -> alarms("copied").contains("QUARANTINED"));

        TestGateway fresh = TestGateway.enrol(city, "hue", "copied", code("copied"));
        await().atMost(AT_ONCE).until(() -> !alarms("copied").contains("QUARANTINED"));
        fresh.connect().disconnect();
        assertThatThrownBy(gateway::connect).isInstanceOf(MqttException.class);
    }

    @Test
    void boardExchangedInRepairGoesOnAndAnOldBoardThatComesBackDoesNot() throws Exception {
        TestGateway gateway = city.enrol("hue", "repaired");
        MqttClient before = gateway.connect();
        born(before, "repaired", TestGateway.hardware("repaired"));
        awaitState("repaired", "ACTIVE");
        gone(before, "repaired");

        MqttClient after = gateway.connect();
        born(after, "repaired", "spare-board");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hardware("repaired")).isEqualTo("spare-board"));
        assertThat(state("repaired")).isEqualTo("ACTIVE");
        assertThat(after.isConnected()).isTrue();
        gone(after, "repaired");

        born(gateway.connect(), "repaired", TestGateway.hardware("repaired"));
        awaitState("repaired", "QUARANTINED");
    }

    @Test
    void exchangedBoardWaitsForConsentWhereThatIsTheRule() throws Exception {
        TestGateway gateway = city.enrol("hue", "guarded");
        city.send(city.request("/api/gateways/hue/guarded/approval")
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"required\":true}")));
        MqttClient before = gateway.connect();
        born(before, "guarded", TestGateway.hardware("guarded"));
        awaitState("guarded", "ACTIVE");
        gone(before, "guarded");
        MqttClient after = gateway.connect();
        born(after, "guarded", "spare-board");

        awaitState("guarded", "HARDWARE_CHANGED");
        await().atMost(AT_ONCE).until(() -> !after.isConnected());
        assertThatThrownBy(gateway::connect).isInstanceOf(MqttException.class);
        assertThat(city.post("/api/gateways/hue/guarded/approve", Map.of("hardwareId", "spare-board"))
                        .statusCode())
                .isEqualTo(204);

        born(gateway.connect(), "guarded", "spare-board");
        awaitState("guarded", "ACTIVE");
        var door = new TestDoor(city, gateway.tls(false));
        assertThat(door.renew(TestGateway.csr(TestGateway.newKeys(), "guarded", "spare-board"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void gatewayThatDoesNotTellItsBoardIsLetBe() throws Exception {
        TestGateway gateway = city.enrol("hue", "kura");
        MqttClient first = gateway.connect();
        born(first, "kura", "");
        awaitState("kura", "ACTIVE");
        MqttClient second = gateway.connect();
        born(second, "kura", "");

        gone(second, "kura");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(presence("kura")).isEqualTo("OFFLINE"));
        assertThat(state("kura")).isEqualTo("ACTIVE");
    }

    @Test
    void openSessionsOfRevokedAndRetiredGatewaysEndAtOnce() throws Exception {
        for (String deed : List.of("revoke", "retire", "deactivate")) {
            TestGateway gateway = city.enrol("hue", "ends-by-" + deed);
            MqttClient session = gateway.connect();
            assertThat(session.isConnected()).isTrue();

            assertThat(city.post("/api/gateways/hue/ends-by-" + deed + "/" + deed, Map.of())
                            .statusCode())
                    .isEqualTo(204);

            await().atMost(AT_ONCE).until(() -> !session.isConnected());
            assertThatThrownBy(gateway::connect).as(deed).isInstanceOf(MqttException.class);
        }
    }

    @Test
    void oneRevokedCertificateEndsItsSessionAndLeavesTheOther() throws Exception {
        TestGateway gateway = city.enrol("hue", "twopapers");
        var keys = TestGateway.newKeys();
        var door = new TestDoor(city, gateway.tls(false));
        TestGateway renewed = gateway.withCertificate(
                keys,
                TestDoor.certificate(
                        door.renew(TestGateway.csr(keys, "twopapers", TestGateway.hardware("twopapers")))));
        MqttClient session = gateway.connect();

        assertThat(city.post("/api/certificates/" + Certificates.serial(gateway.certificate()) + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(204);

        await().atMost(AT_ONCE).until(() -> !session.isConnected());
        assertThatThrownBy(gateway::connect).isInstanceOf(MqttException.class);
        renewed.connect().disconnect();
        assertThat(city.post("/api/certificates/4711/revoke", Map.of()).statusCode())
                .isEqualTo(404);
    }

    private static void born(MqttClient client, String gateway, String hardware) throws MqttException {
        Map<String, String> facts =
                hardware.isEmpty() ? Map.of("uptime", "1") : Map.of("uptime", "1", CloneGuard.HARDWARE, hardware);
        send(client, gateway, "BIRTH", facts);
    }

    private static void gone(MqttClient client, String gateway) throws MqttException {
        send(client, gateway, "DC", Map.of("uptime", "2"));
        client.disconnect();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(presence(gateway)).isEqualTo("OFFLINE"));
    }

    private static void send(MqttClient client, String gateway, String what, Map<String, String> facts)
            throws MqttException {
        var message = new LifecycleMessage(Optional.of(CLOCK.instant()), facts, Optional.empty());
        client.publish("$EDC/hue/" + gateway + "/MQTT/" + what, KuraCodec.encode(message.toPayload()), 1, false);
    }

    private static List<String> alarms(String gateway) throws Exception {
        return city.get("/api/fleet/gateways/hue/" + gateway)
                .path("alarms")
                .valueStream()
                .map(alarm -> alarm.asString())
                .toList();
    }

    private static void awaitState(String gateway, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(gateway)).isEqualTo(state));
    }

    private static String state(String gateway) throws Exception {
        return city.get("/api/gateways/hue/" + gateway + "/enrolment")
                .path("state")
                .asString();
    }

    private static String hardware(String gateway) throws Exception {
        return city.get("/api/gateways/hue/" + gateway + "/enrolment")
                .path("hardwareId")
                .asString("");
    }

    private static String presence(String gateway) throws Exception {
        for (var one : city.get("/api/gateways")) {
            if (one.path("gateway").asString().equals(gateway)) {
                return one.path("state").asString();
            }
        }
        return "";
    }

    private static String code(String gateway) throws Exception {
        return JsonMapper.shared()
                .readTree(city.post("/api/gateways/hue/" + gateway + "/codes", Map.of())
                        .body())
                .path("code")
                .asString();
    }
}
