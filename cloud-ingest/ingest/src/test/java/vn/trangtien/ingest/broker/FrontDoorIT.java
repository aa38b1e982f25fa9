package vn.trangtien.ingest.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.frontdoor.FrontDoor;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.RawMqtt;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;

/** From a gateway's connection to Kafka, with a real broker and a real Kafka that goes away, and devices that behave badly. */
class FrontDoorIT {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final int MQTT_5 = 5;
    private static final int MQTT_3 = 4;
    private static final int MESSAGES = 20;
    private static final int TOPICS = 30;

    @TempDir
    static Path folder;

    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = City.started(
                folder,
                Map.of(
                        "trangtien.ingest.mqtt.max-topics-per-gateway", Integer.toString(TOPICS),
                        "trangtien.ingest.front-door.messages-per-second", "100000",
                        "trangtien.ingest.front-door.connect-within", "1s",
                        "trangtien.ingest.front-door.packet-grace", "1s"));
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    @Test
    void givenKafkaIsAway_thenNothingIsAcknowledgedAndAllArrivesAfterwards() throws Exception {
        TestGateway old = city.enrol("hue", "waits-3");
        TestGateway young = city.enrol("hue", "waits-5");
        var client3 = new MqttAsyncClient(old.url(), old.id, new MemoryPersistence());
        var options3 = new MqttConnectOptions();
        options3.setSocketFactory(old.sockets(false));
        options3.setMaxInflight(MESSAGES);
        client3.connect(options3).waitForCompletion();
        var client5 = young.connect();
        TestGateway.publish(client5, young.telemetryTopic("river"), telemetry(young, 100));
        Conserved before = quiet();
        city.kafka.stop();

        List<IMqttDeliveryToken> waiting3 = new ArrayList<>();
        List<IMqttToken> waiting5 = new ArrayList<>();
        for (int number = 1; number <= MESSAGES; number++) {
            waiting3.add(client3.publish(old.telemetryTopic("river"), telemetry(old, number), 1, false));
            waiting5.add(client5.getTopic(young.telemetryTopic("river"))
                    .publish(new MqttMessage(telemetry(young, number), 1, false, null)));
        }

        FrontDoor door = city.context().getBean(FrontDoor.class);
        await().atMost(PATIENCE).until(() -> door.trouble().isPresent());
        assertThat(waiting3).noneMatch(IMqttDeliveryToken::isComplete);
        assertThat(waiting5).noneMatch(IMqttToken::isComplete);
        assertThat(door.pending()).isEqualTo(2L * MESSAGES);

        city.kafka.start();
        for (int i = 0; i < MESSAGES; i++) {
            waiting3.get(i).waitForCompletion(PATIENCE.toMillis());
            waiting5.get(i).waitForCompletion(PATIENCE.toMillis());
        }
        Conserved account = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(FrontDoorIT::quiet, now -> now.stored() == before.stored() + 2 * MESSAGES);
        assertThat(account.conserved()).isTrue();
        assertThat(account.rejected()).isEqualTo(before.rejected());
        await().atMost(PATIENCE).until(() -> door.trouble().isEmpty());
        client3.disconnect();
        client5.disconnect();
    }

    @Test
    void givenAConnectionLostWithMessagesPending_whenTheyAreSentAgain_thenEachIsStoredOnce() throws Exception {
        TestGateway gateway = city.enrol("hue", "sends-again");
        Conserved before = quiet();
        city.kafka.stop();
        for (int attempt = 0; attempt < 2; attempt++) {
            try (RawMqtt device = RawMqtt.connected(gateway, city.mqttPort, MQTT_3, 60)) {
                for (int number = 1; number <= MESSAGES; number++) {
                    device.send(RawMqtt.publish(
                            gateway.telemetryTopic("river"), number, telemetry(gateway, number), MQTT_3));
                }
                if (attempt == 1) {
                    city.kafka.start();
                    for (int number = 1; number <= MESSAGES; number++) {
                        assertThat(device.read()).isEqualTo("4002%04x".formatted(number));
                    }
                }
            }
        }

        Conserved account = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(FrontDoorIT::quiet, now -> now.stored() == before.stored() + MESSAGES);
        assertThat(account.received() - before.received())
                .isEqualTo(MESSAGES + account.duplicate() - before.duplicate());
    }

    @Test
    void quarterOfAGibibyteIsRefusedBeforeItComes() throws Exception {
        TestGateway gateway = city.enrol("hue", "announces");
        try (RawMqtt device = RawMqtt.connected(gateway, city.mqttPort, MQTT_5, 60)) {
            device.send((byte) 0x32, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0x7F);

            assertThat(device.read())
                    .as("DISCONNECT, packet too large")
                    .startsWith("e0")
                    .contains("95");
            assertThat(device.read()).isEqualTo("closed");
        }
    }

    @Test
    void aQuarterOfAGibibyteIsNotCollectedForAnotherProtocolEither() throws Exception {
        TestGateway gateway = city.enrol("hue", "speaks-http");
        try (RawMqtt device = RawMqtt.open(gateway, city.mqttPort)) {
            device.send("PUT / HTTP/1.1\r\nContent-Length: 268435455\r\n\r\n".getBytes(US_ASCII));

            assertThat(device.read()).isEqualTo("closed");
            assertThat(refused("malformed")).isPositive();
        }
    }

    @Test
    void whoDoesNotFinishItsFirstWordIsClosed() throws Exception {
        TestGateway gateway = city.enrol("hue", "stutters");
        try (RawMqtt device = RawMqtt.open(gateway, city.mqttPort)) {
            byte[] connect = RawMqtt.connect(gateway.id, MQTT_5, 60);
            device.send(Arrays.copyOf(connect, 10));
            Instant begun = CLOCK.instant();

            assertThat(device.read()).isEqualTo("closed");
            assertThat(Duration.between(begun, CLOCK.instant())).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void whoSendsAByteNowAndThenIsClosed() throws Exception {
        TestGateway gateway = city.enrol("hue", "drips");
        try (RawMqtt device = RawMqtt.connected(gateway, city.mqttPort, MQTT_3, 60)) {
            byte[] whole = RawMqtt.publish(gateway.telemetryTopic("river"), 1, new byte[900], MQTT_3);
            device.send(Arrays.copyOf(whole, 100));
            Thread dripping = new Thread(() -> await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        try {
                            device.send((byte) 0);
                            return false;
                        } catch (java.io.IOException closed) {
                            return true;
                        }
                    }));
            dripping.setDaemon(true);
            dripping.start();

            assertThat(device.read()).isEqualTo("closed");
            assertThat(refused("packet-slow")).isEqualTo(1);
        }
    }

    @Test
    void tenThousandTopicsOfOneDeviceCostTheBrokerNothing() throws Exception {
        TestGateway gateway = city.enrol("hue", "inventive");
        int accepted = 0;
        try (RawMqtt device = RawMqtt.connected(gateway, city.mqttPort, MQTT_5, 60)) {
            Thread sending = new Thread(() -> {
                try {
                    for (int i = 1; i <= 10_000; i++) {
                        device.send(
                                RawMqtt.publish("hue/inventive/W1/a" + i + "/x", i, TestGatewayHello.bytes(), MQTT_5));
                    }
                } catch (java.io.IOException closed) {
                    throw new java.io.UncheckedIOException(closed);
                }
            });
            sending.start();
            for (int i = 1; i <= 10_000; i++) {
                String answer = device.read();
                assertThat(answer).matches("400[23]%04x(87)?".formatted(i));
                accepted += answer.length() == 8 ? 1 : 0;
            }
        }

        assertThat(accepted).isEqualTo(TOPICS);
        EmbeddedBroker broker = city.context().getBean(EmbeddedBroker.class);
        assertThat(broker.remembers("hue/inventive/W1/a1/x")).isFalse();
    }

    @Test
    void givenTheLineBreaks_whenTheGatewayIsBackAtOnce_thenItsWillComesBeforeItsNextBirth() throws Exception {
        TestGateway gateway = city.enrol("hue", "returns");
        String topic = "$EDC/hue/returns/MQTT/";
        for (int life = 0; life < 5; life++) {
            MqttConnectionOptions options = gateway.options();
            options.setWill(topic + "LWT", new MqttMessage("lost".getBytes(), 1, false, null));
            var client = gateway.connect(gateway.id, options);
            TestGateway.publish(client, topic + "BIRTH", TestGatewayHello.birth(CLOCK.instant()));
            city.mqttWire.cut();
            city.mqttWire.mend();
        }

        await().atMost(PATIENCE).until(() -> heard("hue/returns").endsWith("BIRTH LWT"));
        assertThat(heard("hue/returns")).startsWith("BIRTH").doesNotContain("LWT LWT");
    }

    @ParameterizedTest
    @ValueSource(ints = {MQTT_3, MQTT_5})
    void whoOnlyPublishesIsAliveAndWhoFallsSilentIsNot(int version) throws Exception {
        TestGateway gateway = city.enrol("hue", "alive-" + version);
        try (RawMqtt device = RawMqtt.connected(gateway, city.mqttPort, version, 1)) {
            Instant end = CLOCK.instant().plus(A_WHILE).plus(A_WHILE);
            int id = 0;
            while (CLOCK.instant().isBefore(end)) {
                int next = ++id;
                device.send(RawMqtt.publish(gateway.telemetryTopic("river"), next, telemetry(gateway, next), version));
                assertThat(device.read()).isEqualTo("4002%04x".formatted(next));
                await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            }

            assertThat(device.read()).isEqualTo("closed");
        }
    }

    private static double refused(String reason) {
        return city.context()
                .getBean(MeterRegistry.class)
                .counter("trangtien.ingest.door.refused", "reason", reason)
                .count();
    }

    private static String heard(String gateway) {
        return Topic.read(city, RawTopics.RAW).stream()
                .filter(record -> record.key().equals(gateway))
                .map(record -> Topic.header(record, RawTopics.HEADER_TOPIC))
                .map(topic -> topic.substring(topic.lastIndexOf('/') + 1))
                .collect(Collectors.joining(" "));
    }

    private static byte[] telemetry(TestGateway gateway, long number) {
        return gateway.telemetry("river", "level", number, CLOCK.instant(), number);
    }

    private static Conserved quiet() {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(city::conservation, now -> now.inFlight() == 0 && now.waitingInBroker() == 0);
    }
}
