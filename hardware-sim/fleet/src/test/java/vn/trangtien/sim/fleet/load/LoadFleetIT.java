package vn.trangtien.sim.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.sim.fleet.account.Reconciliation;
import vn.trangtien.sim.fleet.account.Stored;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;

/** A fleet at a real broker, which remembers everything it was told. */
class LoadFleetIT {

    private static final int GATEWAYS = 40;
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final EmbeddedActiveMQ BROKER = new EmbeddedActiveMQ();
    private static final Queue<Heard> HEARD = new ConcurrentLinkedQueue<>();
    private static int port;

    private record Heard(String topic, byte[] payload) {}

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws Exception {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.setJournalDirectory(folder.toString());
        configuration.registerBrokerPlugin(new Remembering());
        configuration.addAcceptorConfiguration("plain", "tcp://127.0.0.1:" + port + "?protocols=MQTT");
        BROKER.setConfiguration(configuration);
        BROKER.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        BROKER.stop();
    }

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    private static final class Remembering implements ActiveMQServerPlugin {

        @Override
        public void afterSend(
                ServerSession session,
                Transaction transaction,
                Message message,
                boolean direct,
                boolean noAutoCreateQueue,
                RoutingStatus result) {
            ActiveMQBuffer body = message.toCore().getReadOnlyBodyBuffer();
            byte[] bytes = new byte[body.readableBytes()];
            body.readBytes(bytes);
            HEARD.add(new Heard(message.getAddress(), bytes));
        }
    }

    @Test
    void everythingAcknowledgedIsWithTheBrokerAndNothingElse() throws Exception {
        try (var fleet = fleet(Habits.STEADY)) {
            sendSome(fleet, 800);

            Reconciliation result = Reconciliation.of(fleet.account().snapshot(), stored(fleet));

            assertThat(result.holds()).as(result.toString()).isTrue();
            assertThat(result.promised()).isEqualTo(result.stored()).isGreaterThan(800);
            MessageAccount.Snapshot account = fleet.account().snapshot();
            assertThat(account.points()).isEqualTo(3 * result.promised());
            assertThat(account.acknowledged(Expectation.ANNOUNCED)).isEqualTo(GATEWAYS);
            assertThat(gatewaysHeardFrom()).hasSize(GATEWAYS);
            assertThat(fleet.account().delays().count()).isEqualTo(account.acknowledgements());
        }
        await().atMost(SOON).until(() -> heard(".DC") == GATEWAYS);
    }

    @Test
    void inAStormNothingIsLostAndWhatWasInFlightComesAgain() throws Exception {
        try (var fleet = fleet(Habits.STEADY)) {
            fleet.connect();
            await().atMost(SOON).until(() -> fleet.status().connected() == GATEWAYS);
            fleet.send(2_000);
            await().atMost(SOON).until(() -> fleet.acknowledged() > 500);

            fleet.storm(GATEWAYS / 2, Duration.ofMillis(500));

            await().atMost(SOON).until(() -> fleet.status().connections() == GATEWAYS + GATEWAYS / 2);
            rest(fleet);
            Reconciliation result = Reconciliation.of(fleet.account().snapshot(), stored(fleet));
            assertThat(result.lost()).as(result.toString()).isZero();
            assertThat(result.neverSent()).isZero();
            // Every number that was given out arrived: a gateway keeps what is not acknowledged.
            assertThat(result.promised()).isEqualTo(fleet.account().snapshot().made());
            assertThat(heard(".BIRTH")).isEqualTo(GATEWAYS + GATEWAYS / 2);
        }
    }

    @Test
    void repetitionsAndPoisonAreSentAsTheAccountSays() throws Exception {
        var unruly = new Habits(0.5, 3, 0.1, 0.1, 0, 0.1, 0, 0.2, 0, 0, true);
        try (var fleet = fleet(unruly)) {
            sendSome(fleet, 1_500);

            MessageAccount.Snapshot account = fleet.account().snapshot();
            Stored stored = stored(fleet);

            assertThat(account.acknowledged(Expectation.DUPLICATE)).isGreaterThan(50);
            assertThat(account.acknowledged(Expectation.REJECTED)).isGreaterThan(50);
            assertThat(stored.repeated()).isEqualTo(account.acknowledged(Expectation.DUPLICATE));
            assertThat(stored.messages()).isEqualTo(account.promised());
            assertThat(HEARD).hasSize((int) account.acknowledgements());
        }
    }

    @Test
    void aFleetWithoutABrokerSaysWhyAndTriesAgain() throws Exception {
        var nowhere = LoadSettings.usual("127.0.0.1", 1, Clock.systemUTC())
                .withRetries(Duration.ofMillis(5), Duration.ofMillis(20));
        try (var fleet = new LoadFleet(List.of(LoadMember.plain("hue", "lonely")), nowhere, LoadListener.NONE)) {
            fleet.connect();

            await().atMost(SOON).until(() -> fleet.status().trouble().isPresent());
            assertThat(fleet.status().trouble().orElseThrow()).startsWith("hue/lonely: ");
            assertThat(fleet.status().connected()).isZero();
        }
    }

    private static LoadFleet fleet(Habits habits) {
        List<LoadMember> members = new ArrayList<>();
        for (int i = 0; i < GATEWAYS; i++) {
            members.add(LoadMember.plain("hue", "load-%04d".formatted(i)));
        }
        var settings = LoadSettings.usual("127.0.0.1", port, Clock.systemUTC())
                .withHabits(habits)
                .withRetries(Duration.ofMillis(50), Duration.ofMillis(400));
        return new LoadFleet(members, settings, LoadListener.NONE);
    }

    private static void sendSome(LoadFleet fleet, int messages) {
        fleet.connect();
        await().atMost(SOON).until(() -> fleet.status().connected() == GATEWAYS);
        fleet.send(2_000);
        await().atMost(SOON).until(() -> fleet.acknowledged() > messages + GATEWAYS);
        rest(fleet);
    }

    private static void rest(LoadFleet fleet) {
        fleet.send(0);
        await().atMost(SOON).until(() -> fleet.status().unacknowledged() == 0);
    }

    /** What a store would hold that kept every message it can read. */
    private static Stored stored(LoadFleet fleet) {
        var stored = new Stored(fleet.account().run());
        for (Heard one : HEARD) {
            String[] levels = one.topic().split("\\.", -1);
            KuraPayload payload = KuraCodec.decodeOrWrap(one.payload());
            if (payload.metrics().get(ProofNumber.CHANNEL) instanceof MetricValue.DoubleValue proof) {
                stored.add(levels[0] + "/" + levels[1], proof.value());
            }
        }
        return stored;
    }

    private static Set<String> gatewaysHeardFrom() {
        Map<String, Boolean> seen = new ConcurrentHashMap<>();
        HEARD.forEach(one -> seen.put(one.topic().replaceAll(".*(load-\\d+).*", "$1"), true));
        return seen.keySet().stream().collect(Collectors.toSet());
    }

    private static long heard(String end) {
        return HEARD.stream().filter(one -> one.topic().endsWith(end)).count();
    }
}
