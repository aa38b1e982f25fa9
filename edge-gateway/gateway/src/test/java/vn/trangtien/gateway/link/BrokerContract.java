package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;
import vn.trangtien.gateway.enrol.GatewayIdentity;

/** What the link may rely on, whichever version of MQTT is spoken; against a real broker over TLS. */
abstract class BrokerContract {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROMPT = Duration.ofSeconds(20);
    private static final Duration USUAL = Duration.ofSeconds(20);
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path shared;

    static LinkBroker broker;

    final Notes notes = new Notes();
    private final List<Broker.Session> sessions = new ArrayList<>();

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

    @Test
    void everyMessageIsAcknowledgedUnderItsNumber() throws Exception {
        Broker.Session session = connect("gw-ack");
        for (long seq = 1; seq <= 200; seq++) {
            session.publish(seq, "hue/gw-ack/W1/x", HELLO);
        }
        await().atMost(PATIENCE).until(() -> notes.acknowledged.size() == 200);

        assertThat(notes.acknowledged).doesNotHaveDuplicates();
        assertThat(broker.taken("hue/gw-ack/")).hasSize(200);
    }

    @Test
    void requestsArriveAndAreAcknowledgedWhenTheyAreDone() throws Exception {
        Broker.Session session = connect("gw-in");
        assertThat(session.subscribe("$EDC/hue/gw-in/#", PROMPT)).isTrue();
        broker.publish("$EDC/hue/gw-in/CMD-V1/EXEC/command", HELLO, 3);
        await().atMost(PATIENCE).until(() -> notes.arrived.size() == 3);

        assertThat(notes.arrived).containsOnly("$EDC/hue/gw-in/CMD-V1/EXEC/command hello");
        notes.acknowledgements.forEach(Runnable::run);
        session.abort();
        notes.acknowledgements.forEach(Runnable::run);
    }

    @Test
    void aSubscriptionThatIsNotGrantedIsToldAndHarmsNothing() throws Exception {
        Broker.Session session = connect("gw-deny");
        broker.forbid("$EDC/hue/gw-deny/");
        try {
            assertThat(session.subscribe("$EDC/hue/gw-deny/#", PROMPT)).isFalse();
            session.publishAndWait("hue/gw-deny/W1/x", HELLO, PROMPT);
        } finally {
            broker.forbid("forbidden");
        }
    }

    @Test
    void whoLeavesInGoodOrderHasNoWill() throws Exception {
        Broker.Session session = connect("gw-bye");
        session.leave("$EDC/hue/gw-bye/MQTT/DC", HELLO, Duration.ofSeconds(5));
        session.abort();

        await().atMost(PATIENCE)
                .until(() -> broker.taken("$EDC/hue/gw-bye/MQTT/DC").size() == 1);
        assertThat(broker.taken("$EDC/hue/gw-bye/MQTT/LWT")).isEmpty();
    }

    @Test
    void aLineWithNothingToSayStaysUp() throws Exception {
        GatewayIdentity identity = broker.authority().identity("hue", "gw-idle", address());
        sessions.add(new PahoBroker(dial(identity, USUAL, Duration.ofSeconds(4))).connect(notes));

        await().during(Duration.ofSeconds(13)).atMost(PATIENCE).until(notes.lost::isEmpty);
    }

    @Test
    void whoIsCutOffHasAWill() throws Exception {
        connect("gw-cut").abort();

        await().atMost(PATIENCE)
                .until(() -> broker.taken("$EDC/hue/gw-cut/MQTT/LWT").size() == 1);
        assertThat(broker.taken("$EDC/hue/gw-cut/MQTT/LWT").get(0).payload())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("lost");
    }

    @Test
    void aStrangersBrokerIsNotTrusted() throws Exception {
        BrokerException told = refused(new TestAuthority("stranger").identity("hue", "gw-ca", address()));

        assertThat(told.fault()).isEqualTo(LinkFault.BROKER_UNTRUSTED);
        assertThat(told).hasMessageStartingWith("cannot connect to tcp://127.0.0.1:");
    }

    @Test
    void aBrokerUnderAnotherNameIsNotTrusted() throws Exception {
        // The certificate is for 127.0.0.1 and localhost; this is the same machine by another address.
        URI elsewhere = URI.create("ssl://127.0.0.2:" + forward());
        BrokerException told = refused(broker.authority().identity("hue", "gw-name", elsewhere));

        assertThat(told.fault()).isEqualTo(LinkFault.BROKER_NAME);
    }

    @Test
    void anExpiredCertificateIsCalledSo() throws Exception {
        BrokerException told = refused(broker.authority().identity("hue", "gw-old", address(), Duration.ofMinutes(-5)));

        assertThat(told.fault()).isEqualTo(LinkFault.CERTIFICATE_EXPIRED);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        GatewayIdentity own = new TestAuthority("stranger").identity("hue", "gw-strange", address());
        var mixed = new GatewayIdentity(
                own.account(),
                own.clientId(),
                own.broker(),
                own.key(),
                own.chain(),
                List.of(broker.authority().certificate()));

        assertThat(refused(mixed).fault()).isIn(LinkFault.CERTIFICATE_REFUSED, LinkFault.HUNG_UP);
    }

    @Test
    void aRevokedGatewayIsTurnedAway() throws Exception {
        broker.revoke("gw-revoked");

        BrokerException told = refused(broker.authority().identity("hue", "gw-revoked", address()));

        assertThat(told.fault()).isEqualTo(LinkFault.ACCESS_REFUSED);
        assertThat(told.fault().isRefusal()).isTrue();
    }

    @Test
    void aClosedPortAndAnUnknownNameAreToldApart() throws Exception {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = closed.getLocalPort();
            closed.close();
            URI nobody = URI.create("ssl://127.0.0.1:" + port);
            assertThat(refused(broker.authority().identity("hue", "gw-port", nobody))
                            .fault())
                    .isEqualTo(LinkFault.UNREACHABLE);
        }
        URI nowhere = URI.create("ssl://broker.invalid:8883");
        assertThat(refused(broker.authority().identity("hue", "gw-dns", nowhere))
                        .fault())
                .isEqualTo(LinkFault.NAME_UNKNOWN);
    }

    @Test
    void aPeerThatSaysNothingIsGivenUpInTime() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("ssl://127.0.0.1:" + silent.getLocalPort());
            Dial impatient = dial(broker.authority().identity("hue", "gw-mute", address), Duration.ofSeconds(1));
            long before = System.nanoTime();
            BrokerException told = refused(impatient);

            assertThat(told.fault()).isEqualTo(LinkFault.NO_ANSWER);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aPeerThatHangsUpLeavesNoThreadBehind() throws Exception {
        try (var rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            start(() -> {
                while (true) {
                    rude.accept().close();
                }
            });
            URI address = URI.create("ssl://127.0.0.1:" + rude.getLocalPort());
            for (int i = 0; i < 5; i++) {
                assertThat(refused(broker.authority().identity("hue", "gw-rude", address))
                                .fault())
                        .isEqualTo(LinkFault.HUNG_UP);
            }
        }
    }

    @Test
    void aWriteThatBlocksHoldsNobodyUp() throws Exception {
        try (var line = new RoughLine(broker.tlsPort(), 1)) {
            Broker.Session session = new PahoBroker(dial(broker.authority()
                            .identity("hue", "gw-full", URI.create("ssl://127.0.0.1:" + line.port()))))
                    .connect(notes);
            sessions.add(session);
            line.freeze();
            long before = System.nanoTime();
            byte[] large = new byte[1 << 20];
            for (int i = 1; i <= 30; i++) {
                session.publish(i, "hue/gw-full/W1/x", large);
            }
            await().atMost(PATIENCE).until(() -> stuckWriters() == 1);

            session.abort();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
            await().atMost(PATIENCE).until(() -> threads().isEmpty());
        }
    }

    Broker.Session connect(String client) throws Exception {
        Broker.Session session =
                new PahoBroker(dial(broker.authority().identity("hue", client, address()))).connect(notes);
        sessions.add(session);
        return session;
    }

    private BrokerException refused(GatewayIdentity identity) throws Exception {
        return refused(dial(identity, USUAL));
    }

    private BrokerException refused(Dial dial) {
        return catchThrowableOfType(BrokerException.class, () -> new PahoBroker(dial).connect(notes));
    }

    private Dial dial(GatewayIdentity identity) throws Exception {
        return dial(identity, USUAL);
    }

    private Dial dial(GatewayIdentity identity, Duration connectTimeout) throws Exception {
        return dial(identity, connectTimeout, Duration.ofSeconds(30));
    }

    private Dial dial(GatewayIdentity identity, Duration connectTimeout, Duration keepAlive) throws Exception {
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

    private static URI address() {
        return URI.create("ssl://127.0.0.1:" + broker.tlsPort());
    }

    /** A port of 127.0.0.2 behind which the broker is. */
    private int forward() throws IOException {
        var server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.2"));
        start(() -> {
            try (server;
                    Socket client = server.accept();
                    Socket there = new Socket(InetAddress.getLoopbackAddress(), broker.tlsPort())) {
                start(() -> there.getInputStream().transferTo(client.getOutputStream()));
                client.getInputStream().transferTo(there.getOutputStream());
            }
        });
        return server.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
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

    private static long stuckWriters() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().contains("gw-full"))
                .filter(entry -> Arrays.stream(entry.getValue())
                        .anyMatch(frame -> frame.getMethodName().equals("implWrite")))
                .count();
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
