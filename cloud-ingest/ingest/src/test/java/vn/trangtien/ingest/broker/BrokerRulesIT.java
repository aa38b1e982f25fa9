package vn.trangtien.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.TestGateway;

/** What the broker lets a gateway do, seen from outside with the clients that gateways use. */
class BrokerRulesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] HELLO = TestGatewayHello.bytes();

    @TempDir
    static Path folder;

    private static City city;
    private static TestGateway river;
    private static TestGateway school;

    @BeforeAll
    static void start() throws Exception {
        city = City.started(folder, Map.of("trangtien.ingest.mqtt.max-topics-per-gateway", "20"));
        river = city.enrol("hue", "river");
        school = city.enrol("hue", "school");
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hue/river/W1/A1/own", "$EDC/hue/river/MQTT/APPS"})
    void ownTopicIsAcknowledgedAndReachesKafka(String topic) throws Exception {
        long before = received();
        MqttClient client = river.connect();

        client.publish(topic, HELLO, 1, false);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.conservation().received()).isEqualTo(before + 1));
        client.disconnect();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hue/school/W1/A1/air",
                "$EDC/hue/school/MQTT/BIRTH",
                "da-nang/river/W1/A1/air",
                "hue/river-2/W1/A1/air",
                "hue",
                "river",
                "$SYS/hue/river",
                "$sys.mqtt.sessions",
                "activemq.management"
            })
    void foreignTopicIsRefusedToMqtt5(String topic) throws Exception {
        long before = received();
        MqttClient client = river.connect();

        assertThat(TestGateway.publish(client, topic, HELLO)).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);

        client.publish("hue/river/W1/A1/own", HELLO, 1, false);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.conservation().received()).isEqualTo(before + 1));
        client.disconnect();
    }

    @Test
    void foreignTopicClosesTheConnectionOfMqtt3() throws Exception {
        var client = new org.eclipse.paho.client.mqttv3.MqttClient(
                river.url(), river.id, new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence());
        client.setTimeToWait(20_000);
        client.connect(mqtt3(river));
        client.publish("hue/river/W1/A1/own", HELLO, 1, false);

        assertThatThrownBy(() -> client.publish("hue/school/W1/A1/air", HELLO, 1, false))
                .isInstanceOf(org.eclipse.paho.client.mqttv3.MqttException.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.isConnected()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#", "+/+/#", "$EDC/#", "hue/river/#", "$EDC/hue/river/#", "$EDC/hue/+/#", "$share/ingest/+/+/#"
            })
    void foreignSubscriptionIsRefused(String filter) throws Exception {
        MqttClient client = school.connect();

        assertThat(granted(client, filter)).isGreaterThanOrEqualTo(0x80);
        client.disconnect();
    }

    @Test
    void ownControlTreeMayBeRead() throws Exception {
        MqttClient client = school.connect();

        assertThat(granted(client, "$EDC/hue/school/#")).isLessThan(0x80);
        client.disconnect();
    }

    @Test
    void withoutCertificateThereIsNoHandshake() throws Exception {
        MqttConnectionOptions options = river.options();
        options.setSocketFactory(river.sockets(true));

        assertThatThrownBy(() -> river.connect("river", options)).isInstanceOf(MqttException.class);
    }

    @Test
    void certificateOfAnotherAuthorityIsRefused() throws Exception {
        KeyPair keys = TestGateway.newKeys();
        X509Certificate own = selfSigned(keys, "river");

        assertThatThrownBy(() -> river.withCertificate(keys, own).connect()).isInstanceOf(MqttException.class);
    }

    @Test
    void clientIdMustBeTheCommonName() {
        assertThatThrownBy(() -> river.connect("school", river.options())).isInstanceOf(MqttException.class);
        assertThatThrownBy(() -> river.connect("ingest-bridge", river.options()))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void certificateDoesNotOpenTheBridgesOrTheClustersDoor() throws Exception {
        for (String user : List.of("ingest-bridge", "ACTIVEMQ.CLUSTER.ADMIN.USER")) {
            MqttConnectionOptions options = river.options();
            options.setUserName(user);
            options.setPassword("CHANGE ME!!".getBytes(StandardCharsets.UTF_8));

            assertMayNotWriteElsewhere(options);
        }
    }

    @Test
    void deactivatedGatewayIsCutOffAndStaysOut() throws Exception {
        TestGateway doomed = city.enrol("hue", "doomed");
        MqttClient client = doomed.connect();

        assertThat(city.post("/api/gateways/hue/doomed/deactivate", Map.of()).statusCode())
                .isEqualTo(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.isConnected()).isFalse());
        assertThatThrownBy(doomed::connect).isInstanceOf(MqttException.class);

        assertThat(city.post("/api/gateways/hue/doomed/activate", Map.of()).statusCode())
                .isEqualTo(204);
        doomed.connect().disconnect();
    }

    @Test
    void revokedCertificateIsRefusedWhileANewOneWorks() throws Exception {
        TestGateway stolen = city.enrol("hue", "stolen");
        MqttClient client = stolen.connect();

        assertThat(city.post("/api/gateways/hue/stolen/revoke", Map.of()).statusCode())
                .isEqualTo(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.isConnected()).isFalse());
        assertThatThrownBy(stolen::connect).isInstanceOf(MqttException.class);
        String code = tools.jackson.databind.json.JsonMapper.shared()
                .readTree(city.post("/api/gateways/hue/stolen/codes", Map.of()).body())
                .path("code")
                .asString();
        TestGateway.enrol(city, "hue", "stolen", code).connect().disconnect();
    }

    @Test
    void willOnAForeignTopicIsNotPublished() throws Exception {
        TestGateway liar = city.enrol("hue", "liar");
        MqttConnectionOptions options = liar.options();
        options.setWill("$EDC/hue/school/MQTT/LWT", new MqttMessage(new byte[0], 1, false, null));
        MqttClient victim = school.connect();
        victim.publish(
                "$EDC/hue/school/MQTT/BIRTH", TestGatewayHello.birth(Instant.parse("2026-11-22T10:00:00Z")), 1, false);
        awaitState("school", "ONLINE");
        victim.disconnect();
        long before = received();
        liar.connect("liar", options);

        city.mqttWire.cut();
        city.mqttWire.mend();
        // The same client may connect again only after the broker has dealt with the loss of the first connection.
        liar.connect().disconnect();
        school.connect().publish("hue/school/W1/A1/after", HELLO, 1, false);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.conservation().received()).isEqualTo(before + 1));
        awaitState("school", "ONLINE");
    }

    @Test
    void topicsOfOneGatewayAreLimited() throws Exception {
        TestGateway chatty = city.enrol("hue", "chatty");
        MqttClient client = chatty.connect();
        int accepted = 0;
        for (int i = 0; i < 30; i++) {
            if (TestGateway.publish(client, "hue/chatty/W1/A1/a" + i, HELLO) < 0x80) {
                accepted++;
            }
        }

        assertThat(accepted).isEqualTo(20);
    }

    @Test
    void mosquittoIsUnderstoodAndKeptToItsTopics() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/mosquitto_pub")), "mosquitto-clients is not installed");
        TestGateway foreign = city.enrol("hue", "mosquitto");
        Path pems = Files.createDirectory(folder.resolve("pems"));
        foreign.writePems(pems);
        long before = received();

        for (String version : List.of("mqttv311", "mqttv5")) {
            assertThat(mosquitto(pems, version, "hue/mosquitto/W1/A1/x")).isZero();
            mosquitto(pems, version, "hue/school/W1/A1/x");
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.conservation().received()).isEqualTo(before + 2));
    }

    private static int mosquitto(Path pems, String version, String topic) throws Exception {
        var command = new ArrayList<>(List.of(
                "/usr/bin/mosquitto_pub", "-h", "localhost", "-p", Integer.toString(city.mqttPort), "-V", version));
        command.addAll(List.of(
                "--cafile",
                pems.resolve("ca.pem").toString(),
                "--cert",
                pems.resolve("cert.pem").toString()));
        command.addAll(List.of("--key", pems.resolve("key.pem").toString(), "-i", "mosquitto"));
        command.addAll(List.of("-q", "1", "-t", topic, "-m", "hello"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(pems.resolve("out.txt").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static void assertMayNotWriteElsewhere(MqttConnectionOptions options) {
        try {
            MqttClient client = river.connect("river", options);
            assertThat(TestGateway.publish(client, "hue/school/W1/A1/air", HELLO))
                    .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
        } catch (MqttException refused) {
            assertThat(refused).isNotNull();
        }
    }

    /** Once nothing of an earlier test is on its way any more. */
    private static long received() {
        return await().atMost(PATIENCE)
                .until(city::conservation, now -> now.inFlight() == 0 && now.waitingInBroker() == 0)
                .received();
    }

    private static void awaitState(String gateway, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var states = new CopyOnWriteArrayList<String>();
            city.get("/api/gateways").forEach(json -> {
                if (json.path("gateway").asString().equals(gateway)) {
                    states.add(json.path("state").asString());
                }
            });
            assertThat(states).containsExactly(state);
        });
    }

    private static int granted(MqttClient client, String filter) throws Exception {
        try {
            return client.subscribe(filter, 1).getReasonCodes()[0];
        } catch (MqttException refused) {
            return refused.getReasonCode();
        }
    }

    private static MqttConnectOptions mqtt3(TestGateway gateway) throws Exception {
        var options = new MqttConnectOptions();
        options.setSocketFactory(gateway.sockets(false));
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        return options;
    }

    private static X509Certificate selfSigned(KeyPair keys, String name) throws Exception {
        var subject = new X500Principal("O=hue,CN=" + name);
        var builder = new JcaX509v3CertificateBuilder(
                subject,
                java.math.BigInteger.valueOf(4711),
                Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                subject,
                keys.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }
}
