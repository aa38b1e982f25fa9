package vn.trangtien.box.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node that is its own controller (KRaft), on the loopback address.
 *
 * <p>{@code acks=all} here means that the record is in the page cache of this machine: it survives the death of the process,
 * not of the power supply. A cluster of three changes that, not this class.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;

    /** Milliseconds after which a broker that is not heard of counts as dead; patient, because the machine may be busy. */
    private static final int SESSION = 8_000;

    /** The same after a crash: the controller waits for the dead broker's session to lapse before it admits the new one. */
    private static final int SESSION_AFTER_CRASH = 3_000;

    /** Kafka calls a heartbeat late after half its interval: half a second, or less after a crash. */
    private static final int HEARTBEATS_PER_SESSION = 8;

    /** Lies in the folder while a broker runs on it; found at a start, it tells of a crash. */
    private static final String RUNNING = ".running";

    private final KafkaRaftServer server;
    private final Path running;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, Path running, String bootstrapServers) {
        this.server = server;
        this.running = running;
        this.bootstrapServers = bootstrapServers;
    }

    /** Formats the folder at the first start. */
    public static EmbeddedKafka start(Path folder, int port, int controllerPort) throws Exception {
        Files.createDirectories(folder);
        if (Files.notExists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        Path running = folder.resolve(RUNNING);
        int session = Files.exists(running) ? SESSION_AFTER_CRASH : SESSION;
        Files.writeString(running, "");
        var server = new KafkaRaftServer(
                new KafkaConfig(settings(folder, port, controllerPort, session), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, running, "127.0.0.1:" + port);
    }

    private static void format(Path folder) throws Exception {
        try (var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .run();
        }
    }

    private static Map<String, String> settings(Path folder, int port, int controllerPort, int session) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "3"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("num.partitions", "3"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("broker.session.timeout.ms", Integer.toString(session)),
                Map.entry("broker.heartbeat.interval.ms", Integer.toString(session / HEARTBEATS_PER_SESSION)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
                Map.entry("log.retention.hours", "168"),
                Map.entry("log.retention.bytes", Long.toString(512L << 20)));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
        server.awaitShutdown();
        Files.deleteIfExists(running);
    }
}
