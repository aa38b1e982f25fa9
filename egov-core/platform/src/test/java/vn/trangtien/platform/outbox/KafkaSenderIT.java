package vn.trangtien.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.platform.outbox.OutboxSender.SendFailedException;

/** Against a real Kafka in this process. */
class KafkaSenderIT {

    private static final String TOPIC = "egov.case.v1";

    @TempDir
    private Path folder;

    private int port;
    private int controllerPort;
    private KafkaRaftServer kafka;
    private KafkaSender sender;

    @BeforeEach
    void start() throws Exception {
        port = freePort();
        controllerPort = freePort();
        try (var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .run();
        }
        startKafka();
        // The relay's strings must not be written with whatever serialiser the service uses for its own records.
        sender = new KafkaSender(Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "value.serializer",
                "org.apache.kafka.common.serialization.ByteArraySerializer"));
    }

    @AfterEach
    void stop() {
        sender.close();
        stopKafka();
    }

    @Test
    void messagesArriveWithTheirKeyAndInOrder() throws Exception {
        sender.send(
                IntStream.rangeClosed(1, 100).mapToObj(KafkaSenderIT::message).toList());

        assertThat(read(100)).extracting(ConsumerRecord::key).containsOnly("01/2026/VV-SXD");
        assertThat(read(100)).extracting(ConsumerRecord::value).first().isEqualTo("{\"n\":1,\"đơn vị\":\"Sở\"}");
        assertThat(read(100)).extracting(ConsumerRecord::offset).isSorted();
    }

    @Test
    void aKafkaThatIsAwayIsReportedAndServedAgainWhenItIsBack() throws Exception {
        sender.send(List.of(message(1)));
        stopKafka();
        assertThatThrownBy(() -> sender.send(List.of(message(2))))
                .isInstanceOf(SendFailedException.class)
                .hasMessageStartingWith("Kafka did not take the messages");

        startKafka();
        sender.send(List.of(message(3)));
        assertThat(read(2)).extracting(ConsumerRecord::value).last().isEqualTo("{\"n\":3,\"đơn vị\":\"Sở\"}");
    }

    private static OutboxMessage message(int n) {
        return new OutboxMessage(n, TOPIC, "01/2026/VV-SXD", "{\"n\":" + n + ",\"đơn vị\":\"Sở\"}");
    }

    private List<ConsumerRecord<String, String>> read(int atLeast) {
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + port);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var records = new ArrayList<ConsumerRecord<String, String>>();
            for (int polls = 0; polls < 30 && records.size() < atLeast; polls++) {
                consumer.poll(Duration.ofSeconds(2)).forEach(records::add);
            }
            return records;
        }
    }

    private void startKafka() {
        kafka = new KafkaRaftServer(
                new KafkaConfig(
                        Map.ofEntries(
                                Map.entry("process.roles", "broker,controller"),
                                Map.entry("node.id", "1"),
                                Map.entry("log.dirs", folder.toString()),
                                Map.entry(
                                        "listeners",
                                        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                                .formatted(port, controllerPort)),
                                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                                Map.entry("controller.listener.names", "CONTROLLER"),
                                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                                Map.entry("num.partitions", "1"),
                                Map.entry("offsets.topic.replication.factor", "1"),
                                Map.entry("transaction.state.log.replication.factor", "1"),
                                Map.entry("transaction.state.log.min.isr", "1"),
                                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                                Map.entry("broker.session.timeout.ms", "2000"),
                                Map.entry("broker.heartbeat.interval.ms", "500"),
                                Map.entry("controlled.shutdown.enable", "false")),
                        false),
                Time.SYSTEM);
        kafka.startup();
    }

    private void stopKafka() {
        kafka.shutdown();
        kafka.awaitShutdown();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
