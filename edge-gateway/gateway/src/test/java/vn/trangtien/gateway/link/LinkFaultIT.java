package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.link.LinkBroker.Taken;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.KuraTopic;

/**
 * A link and a real broker over TLS, with a bad line or a bad certificate between them. After each fault the books must balance:
 * what was appended is delivered, evicted, rejected or pending, and what counts as delivered is with the broker.
 */
class LinkFaultIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLIENT = "gw-f";
    private static final KuraTopic TOPIC = KuraTopic.telemetry("hue", CLIENT, "river");

    @TempDir
    static Path shared;

    private static TestAuthority authority;

    @TempDir
    Path directory;

    private static LinkBroker broker;
    private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    private RoughLine line;
    private Spool spool;
    private CloudLink link;

    @BeforeAll
    static void found() throws Exception {
        authority = new TestAuthority("city");
        broker = new LinkBroker(shared, authority);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void open() throws Exception {
        broker.forget();
        line = new RoughLine(broker.tlsPort(), 7);
        spool = Spool.open(
                directory.resolve("spool.db"), new SpoolLimits(10 << 20, Duration.ofDays(1)), false, Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        load.shutdownNow();
        load.awaitTermination(10, TimeUnit.SECONDS);
        link.close();
        spool.close();
        line.close();
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void aBrokerThatIsRestartedUnderLoad(MqttVersion version) throws Exception {
        start(version, Duration.ofSeconds(10), Duration.ofSeconds(10));
        load(5, 4);
        await().atMost(PATIENCE).until(() -> spool.counters().delivered() >= 100);

        broker.stop();
        long atStop = spool.counters().appended();
        await().atMost(PATIENCE).until(() -> spool.counters().appended() >= atStop + 100);
        broker.start();

        await().atMost(PATIENCE).until(() -> link.status().connects() >= 2);
        load.shutdown();
        everythingArrives();
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void aLineThatIsDeadButLooksAlive(MqttVersion version) throws Exception {
        start(version, Duration.ofSeconds(3), Duration.ofSeconds(1));
        load(5, 4);
        await().atMost(PATIENCE).until(() -> spool.counters().delivered() >= 50);

        line.freeze();
        await().atMost(PATIENCE).until(() -> link.status().fault() == LinkFault.STUCK);
        line.forNewOnes();

        await().atMost(PATIENCE).until(() -> link.status().connects() >= 2);
        load.shutdown();
        everythingArrives();
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void aLineThatDiesWhileThereIsNothingToSay(MqttVersion version) throws Exception {
        start(version, Duration.ofSeconds(3), Duration.ofSeconds(1));
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);

        line.freeze();
        await().atMost(PATIENCE).until(() -> link.status().fault() == LinkFault.LOST);
        line.forNewOnes();

        await().atMost(PATIENCE).until(() -> link.status().connects() >= 2);
        append(3);
        link.wake();
        everythingArrives();
    }

    /** Above TCP, by a proxy: 30 % of the chunks are sent again, the way there and back takes a second, one reset. */
    @Test
    void aThirdOfEverythingLostOnALineOfASecond() throws Exception {
        line.rough(Duration.ofMillis(500), 0.3);
        append(80);
        start(MqttVersion.V5, Duration.ofSeconds(30), Duration.ofSeconds(20));
        await().atMost(PATIENCE).until(() -> spool.counters().delivered() >= 20);

        line.reset();
        await().atMost(PATIENCE).until(() -> link.status().connects() >= 2);

        everythingArrives();
    }

    @Test
    void anExpiredCertificateKeepsEverythingUntilItIsRenewed() throws Exception {
        append(20);
        start(
                authority.identity("hue", CLIENT, address(), Duration.ofMinutes(-5)),
                settings(MqttVersion.V5, Duration.ofSeconds(10), Duration.ofSeconds(10)));
        await().atMost(PATIENCE).until(() -> link.status().fault() == LinkFault.CERTIFICATE_EXPIRED);
        assertThat(spool.counters().depth()).isEqualTo(20);

        LinkFault verdict = link.renew(identity()).get(60, TimeUnit.SECONDS);

        assertThat(verdict).isEqualTo(LinkFault.NONE);
        everythingArrives();
    }

    @Test
    void aRenewedCertificateIsTakenUpWithoutALossAndAForeignOneIsGivenUp() throws Exception {
        start(MqttVersion.V5, Duration.ofSeconds(10), Duration.ofSeconds(10));
        load(5, 4);
        await().atMost(PATIENCE).until(() -> spool.counters().delivered() >= 20);

        assertThat(link.renew(identity()).get(60, TimeUnit.SECONDS)).isEqualTo(LinkFault.NONE);
        assertThat(lifecycle("DC")).hasSize(1);
        assertThat(link.renew(ofAStranger()).get(60, TimeUnit.SECONDS).isRefusal())
                .isTrue();
        await().atMost(PATIENCE).until(() -> link.status().state() == State.CONNECTED);

        load.shutdown();
        everythingArrives();
        assertThat(lifecycle("BIRTH")).hasSize(3);
        assertThat(lifecycle("LWT")).isEmpty();
    }

    @Test
    void aRevokedGatewayKeepsWhatItMeasures() throws Exception {
        start(MqttVersion.V5, Duration.ofSeconds(10), Duration.ofSeconds(10));
        append(5);
        link.wake();
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);

        broker.revoke(CLIENT);
        try {
            line.reset();
            await().atMost(PATIENCE).until(() -> link.status().fault() == LinkFault.ACCESS_REFUSED);
            append(5);
            assertThat(spool.counters().depth()).isEqualTo(5);
            theBooksBalance();
        } finally {
            broker.pardon(CLIENT);
        }
        everythingArrives();
    }

    @Test
    void nobodyOfAnotherAuthorityGetsAnything() throws Exception {
        append(5);
        start(
                new TestAuthority("stranger").identity("hue", CLIENT, address()),
                settings(MqttVersion.V5, Duration.ofSeconds(10), Duration.ofSeconds(10)));
        await().atMost(PATIENCE).until(() -> link.status().fault() == LinkFault.BROKER_UNTRUSTED);

        assertThat(spool.counters().depth()).isEqualTo(5);
        assertThat(link.status().lastError()).contains("unable to find valid certification path");
        theBooksBalance();
    }

    private void start(MqttVersion version, Duration connectTimeout, Duration acknowledgeTimeout) throws Exception {
        start(identity(), settings(version, connectTimeout, acknowledgeTimeout));
    }

    private void start(GatewayIdentity identity, LinkSettings settings) throws Exception {
        var announcements = new Announcements(
                "hue", CLIENT, "Bridge", KuraPosition.of(16, 107), Map.of(), false, Clock.systemUTC());
        link = CloudLink.overTls(identity, announcements, Inbox.NONE, TimeGate.OPEN, spool, settings, new Random(1));
        link.start();
    }

    private GatewayIdentity identity() {
        return authority.identity("hue", CLIENT, address());
    }

    /** Trusts the broker, but was signed by nobody that the broker knows. */
    private GatewayIdentity ofAStranger() {
        GatewayIdentity own = new TestAuthority("stranger").identity("hue", CLIENT, address());
        return new GatewayIdentity(
                "hue", CLIENT, own.broker(), own.key(), own.chain(), List.of(authority.certificate()));
    }

    private URI address() {
        return URI.create("ssl://127.0.0.1:" + line.port());
    }

    private static LinkSettings settings(MqttVersion version, Duration connectTimeout, Duration acknowledgeTimeout) {
        return new LinkSettings(
                64,
                2_000,
                acknowledgeTimeout,
                connectTimeout,
                acknowledgeTimeout,
                Duration.ofMillis(50),
                Duration.ofMillis(300),
                version,
                Duration.ZERO,
                Duration.ofSeconds(30));
    }

    private void load(int everyMillis, int messages) {
        load.scheduleAtFixedRate(
                () -> {
                    try {
                        append(messages);
                        link.wake();
                    } catch (SpoolException e) {
                        throw new AssertionError(e);
                    }
                },
                0,
                everyMillis,
                TimeUnit.MILLISECONDS);
    }

    private void append(int messages) throws SpoolException {
        for (int i = 0; i < messages; i++) {
            spool.append(
                    Priority.TELEMETRY,
                    TOPIC,
                    KuraPayload.builder().metric("level", i * 0.1).build());
        }
    }

    private void everythingArrives() throws Exception {
        load.shutdown();
        assertThat(load.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        link.wake();
        await().atMost(PATIENCE).until(() -> spool.counters().depth() == 0);
        SpoolCounters counters = theBooksBalance();
        assertThat(counters.delivered()).isEqualTo(counters.appended());
    }

    /** Appended is delivered, evicted, rejected or pending; the broker has each that is not pending, and copies are equal. */
    private SpoolCounters theBooksBalance() throws SpoolException {
        SpoolCounters counters = spool.counters();
        assertThat(counters.appended())
                .isEqualTo(counters.delivered() + counters.evicted() + counters.rejected() + counters.depth());
        assertThat(counters.evicted() + counters.rejected()).isZero();
        Map<Long, byte[]> received = new HashMap<>();
        for (Taken taken : broker.taken(TOPIC.name())) {
            byte[] earlier = received.putIfAbsent(taken.seq(), taken.payload());
            if (earlier != null) {
                assertThat(taken.payload()).as("redelivery of " + taken.seq()).isEqualTo(earlier);
            }
        }
        List<Long> pending = SpoolNumbers.next(spool, (int) counters.depth());
        assertThat(received.keySet())
                .containsAll(LongStream.rangeClosed(1, counters.appended())
                        .boxed()
                        .filter(seq -> !pending.contains(seq))
                        .toList());
        return counters;
    }

    private static List<Taken> lifecycle(String kind) {
        return broker.taken("$EDC/hue/" + CLIENT + "/MQTT/" + kind);
    }
}
