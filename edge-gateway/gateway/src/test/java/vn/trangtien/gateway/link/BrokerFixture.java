package vn.trangtien.gateway.link;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;
import vn.trangtien.gateway.enrol.GatewayIdentity;

/** A real broker over TLS for a class of tests, sessions of one version of MQTT, and what they were told. */
abstract class BrokerFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration USUAL = Duration.ofSeconds(20);

    @TempDir
    static Path shared;

    static LinkBroker broker;
    final Notes notes = new Notes();
    final List<Broker.Session> sessions = new ArrayList<>();

    abstract MqttVersion version();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new LinkBroker(shared, new TestAuthority("city"));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @AfterEach
    void nothingIsLeft() {
        sessions.forEach(Broker.Session::abort);
        await().atMost(PATIENCE).until(() -> threads().isEmpty());
    }

    Broker.Session connect(String client) throws Exception {
        Broker.Session session =
                new PahoBroker(dial(broker.authority().identity("hue", client, address()))).connect(notes);
        sessions.add(session);
        return session;
    }

    Dial dial(GatewayIdentity identity) throws Exception {
        return dial(identity, USUAL);
    }

    Dial dial(GatewayIdentity identity, Duration connectTimeout) throws Exception {
        return dial(identity, connectTimeout, Duration.ofSeconds(30));
    }

    Dial dial(GatewayIdentity identity, Duration connectTimeout, Duration keepAlive) throws Exception {
        var settings = new LinkSettings(
                64,
                1_000,
                keepAlive,
                connectTimeout,
                Duration.ofSeconds(30),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                version(),
                Duration.ZERO,
                Duration.ZERO);
        String will = "$EDC/hue/%s/MQTT/LWT".formatted(identity.clientId());
        return Dial.of(identity, will, settings, Clock.systemUTC());
    }

    static URI address() {
        return URI.create("ssl://127.0.0.1:" + broker.tlsPort());
    }

    interface Work {
        void run() throws IOException;
    }

    static void start(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException over) {
                        // the end of the test
                    }
                },
                "peer");
        thread.setDaemon(true);
        thread.start();
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("gw-"))
                .toList();
    }

    /** Remembers what it was told. */
    static final class Notes implements Broker.Events {

        final List<Long> acknowledged = Collections.synchronizedList(new ArrayList<>());
        final List<Integer> refused = Collections.synchronizedList(new ArrayList<>());
        final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
        final List<Runnable> acknowledgements = Collections.synchronizedList(new ArrayList<>());
        final List<LinkFault> lost = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void acknowledged(long seq) {
            acknowledged.add(seq);
        }

        @Override
        public void refused(long seq, int code) {
            refused.add(code);
        }

        @Override
        public void arrived(String topic, byte[] payload, Runnable acknowledge) {
            acknowledgements.add(acknowledge);
            arrived.add(topic + " " + new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void lost(LinkFault fault, String reason) {
            lost.add(fault);
        }
    }
}
