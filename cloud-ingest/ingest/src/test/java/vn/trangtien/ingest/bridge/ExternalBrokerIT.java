package vn.trangtien.ingest.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import vn.trangtien.ingest.CloudIngest;
import vn.trangtien.ingest.payload.Payloads;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.MosquittoDaemon;
import vn.trangtien.ingest.support.Ports;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.ingest.support.Wire;
import vn.trangtien.wire.SpoolMark;

/** Somebody else's broker, and two instances of the ingest that share what it has by a shared subscription of MQTT 5. */
class ExternalBrokerIT {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SOME = 400;
    /** More than Mosquitto keeps by default for a session that is away, and then some for the one that is not. */
    private static final int MANY = 2_500;

    @TempDir
    Path folder;

    /** The highest number that the broker has acknowledged; so are all below it. */
    private final AtomicLong acknowledged = new AtomicLong();

    @Test
    void givenTwoInstances_whenOneIsCutOffAndStoppedAndComesBack_thenAllThatTheBrokerAcknowledgedIsStoredOnce()
            throws Exception {
        try (var mosquitto = MosquittoDaemon.start(folder);
                var wire = new Wire(mosquitto.port());
                City city = City.started(Files.createDirectory(folder.resolve("city")), external(mosquitto.port()))) {
            TestGateway gateway = city.enrol("hue", "shared");
            ConfigurableApplicationContext second = second(city, wire.port());
            try (var publisher = new Publisher(gateway, mosquitto.port())) {
                publisher.awaitAcknowledged(SOME);
                assertThat(bridged(second)).as("the second one has its share").isPositive();
                assertThat(bridged(city.context())).as("and so has the first").isPositive();

                wire.cut();
                publisher.awaitAcknowledged(SOME);
                wire.mend();
                publisher.awaitAcknowledged(SOME);
                second.close();
                publisher.awaitAcknowledged(MANY);
                second = second(city, wire.port());
                publisher.awaitAcknowledged(SOME);
            }
            try (ConfigurableApplicationContext running = second) {
                long promised = acknowledged.get();
                Conserved account = await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(city::conservation, c -> c.inFlight() == 0 && c.stored() >= promised);

                Set<Long> inKafka = new HashSet<>();
                int records = 0;
                for (var record : Topic.read(city, RawTopics.RAW)) {
                    records++;
                    SpoolMark.of(Payloads.decode(record.value())).ifPresent(mark -> inKafka.add(mark.seq()));
                }
                assertThat(inKafka).as("numbers that Kafka has").hasSize((int) promised);
                assertThat(account.stored()).isEqualTo(promised);
                assertThat(account.stored() + account.duplicate()).isEqualTo(records);
                assertThat(account.rejected()).isZero();
                assertThat(account.gaps()).isZero();
                assertThat(account.conserved()).isTrue();
                assertThat(running.isActive()).isTrue();
            }
        }
    }

    private static Map<String, String> external(int port) {
        return Map.of(
                "trangtien.ingest.mqtt.embedded", "false", "trangtien.ingest.mqtt.url", "tcp://127.0.0.1:" + port);
    }

    /** On the same Kafka and database, under names of its own. */
    private ConfigurableApplicationContext second(City city, int port) {
        var arguments = new ArrayList<>(city.arguments());
        Map<String, String> own = Map.of(
                "server.port",
                Integer.toString(Ports.free()),
                "trangtien.ingest.enrolment.door.port",
                Integer.toString(Ports.free()),
                "trangtien.ingest.data-dir",
                folder.resolve("second").toString(),
                "trangtien.ingest.mqtt.url",
                "tcp://127.0.0.1:" + port,
                "trangtien.ingest.mqtt.client-id",
                "ingest-bridge-1",
                "trangtien.ingest.mqtt.management-client-id",
                "city-cloud-1");
        arguments.removeIf(argument -> own.keySet().stream().anyMatch(name -> argument.startsWith("--" + name + "=")));
        own.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        SpringApplication application = CloudIngest.application();
        application.setRegisterShutdownHook(false);
        return application.run(arguments.toArray(String[]::new));
    }

    private static double bridged(ConfigurableApplicationContext instance) {
        return instance.getBean(MeterRegistry.class)
                .counter("trangtien.ingest.bridged")
                .count();
    }

    /** Numbered messages without end to a broker that knows no certificates, each until it is acknowledged. */
    private final class Publisher implements AutoCloseable {

        private final TestGateway gateway;
        private final MqttClient client;
        private final AtomicBoolean wanted = new AtomicBoolean(true);
        private volatile String trouble = "";
        private final Thread thread = new Thread(this::work, "publisher");

        Publisher(TestGateway gateway, int port) throws MqttException {
            this.gateway = gateway;
            this.client = new MqttClient("tcp://127.0.0.1:" + port, gateway.id, new MemoryPersistence());
            var options = new MqttConnectionOptions();
            options.setCleanStart(true);
            client.connect(options);
            thread.start();
        }

        void awaitAcknowledged(int more) {
            long before = acknowledged.get();
            await().atMost(PATIENCE).until(() -> !thread.isAlive() || acknowledged.get() >= before + more);
            assertThat(thread.isAlive())
                    .as("the publisher goes on: %s", trouble)
                    .isTrue();
        }

        private void work() {
            try {
                while (wanted.get()) {
                    long number = acknowledged.get() + 1;
                    byte[] payload = gateway.telemetry("river", "level", number, CLOCK.instant(), number);
                    if (publish(payload)) {
                        acknowledged.set(number);
                    }
                }
            } catch (Exception lineIsLost) {
                trouble = lineIsLost.toString();
            }
        }

        /** @return false if the client library, which counts its window late, has no room at the moment */
        private boolean publish(byte[] payload) throws MqttException {
            try {
                return TestGateway.publish(client, gateway.telemetryTopic("river"), payload) < 0x80;
            } catch (MqttException full) {
                if (full.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
                    throw full;
                }
                LockSupport.parkNanos(1_000_000);
                return false;
            }
        }

        @Override
        public void close() throws Exception {
            wanted.set(false);
            thread.join();
            client.disconnectForcibly(0, 1, false);
            client.close(true);
        }
    }
}
