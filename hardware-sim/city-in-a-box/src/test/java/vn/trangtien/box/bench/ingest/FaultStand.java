package vn.trangtien.box.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.city.IngestStand.Server;
import vn.trangtien.box.home.Port;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.sim.fleet.account.Reconciliation;
import vn.trangtien.sim.fleet.enrol.BulkEnrolment;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;
import vn.trangtien.sim.fleet.load.Habits;
import vn.trangtien.sim.fleet.load.LoadFleet;
import vn.trangtien.sim.fleet.load.LoadListener;
import vn.trangtien.sim.fleet.load.LoadMember;
import vn.trangtien.sim.fleet.load.LoadSettings;

/** The ingest in a process of its own, a fleet that keeps an account, and what is asked of both after a fault. */
abstract class FaultStand {

    static final int GATEWAYS = 300;
    static final int STRANGERS = 9;
    static final int CLOCKS = 6;
    static final int MUTE = 100;
    static final int BOMBS = 20;
    static final int TOPICS = 10_000;
    static final int MOST_TOPICS = 500;
    static final int MOST_MEMORY_MIB = 256;
    /** Messages a second that a busy machine takes as well. */
    static final double CALM = 300;

    static final Duration PATIENCE = Duration.ofMinutes(3);
    static final Duration LOOKED_EVERY = Duration.ofMillis(100);
    static final Clock CLOCK = Clock.systemUTC();
    static final FaultLengths LENGTHS = FaultLengths.asked();

    @TempDir
    static Path folder;

    static Optional<SmallDisk> disk = Optional.empty();
    static StandProcess stand;
    static LoadFleet fleet;
    static List<FleetIdentity> strangers = List.of();
    /** Messages of others than the fleet that were refused on purpose. */
    static final AtomicLong STRANGERS_REJECTED = new AtomicLong();

    @BeforeAll
    static void startTheStandAndConnectTheFleet() throws Exception {
        disk = SmallDisk.at(folder.resolve("stand/questdb"));
        stand = StandProcess.ingest(folder, List.of("-Dtrangtien.ingest.front-door.messages-per-second=5000"));
        strangers =
                new BulkEnrolment(stand.url(), stand.token()).enrol(IngestBench.ACCOUNT, "odd", STRANGERS, done -> {});
        fleet = new LoadFleet(IngestBench.enrol(stand, GATEWAYS), settings(Habits.ORDINARY), LoadListener.NONE);
        fleet.connect();
        await().atMost(PATIENCE).until(IngestFaultsIT::allAreConnected);
    }

    @AfterAll
    static void stop() throws Exception {
        if (fleet != null) {
            fleet.close();
        }
        if (stand != null) {
            stand.close();
        }
        if (disk.isPresent()) {
            disk.get().close();
        }
    }

    interface Outage {
        void lasts() throws Exception;
    }

    /** The server is back whatever comes of it: the next fault is not to be blamed for this one. */
    static void without(Server server, Outage outage) throws Exception {
        stand.stop(server);
        try {
            outage.lasts();
        } finally {
            stand.start(server);
        }
    }

    record Measured(Instant at, String quality) {}

    /** Some messages of each. @return the run, by which its values are known */
    static long run(List<LoadMember> members, Habits habits, LoadListener listener) throws Exception {
        try (var some = new LoadFleet(members, settings(habits), listener)) {
            some.connect();
            await().atMost(PATIENCE).until(() -> some.status().connected() == members.size());
            some.send(20.0 * members.size());
            await().atMost(PATIENCE)
                    .until(() -> some.account().snapshot().gateways().stream()
                            .allMatch(one -> one.acknowledgedNumbers().size() > 5));
            some.send(0);
            await().atMost(PATIENCE).until(() -> some.status().unacknowledged() == 0);
            awaitQuiet();
            Reconciliation proof = proof().reconcile(some.account(), PATIENCE);
            assertThat(proof.holds()).as("%s", proof).isTrue();
            // Runs are told apart by the second of their start.
            await().atMost(PATIENCE)
                    .until(() ->
                            ProofNumber.runAt(CLOCK.millis()) > some.account().run());
            return some.account().run();
        }
    }

    static List<Measured> measured(String gateway, long run) throws Exception {
        try (Connection connection = proof().connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT timestamp, quality FROM observation WHERE channel = '"
                                + ProofNumber.CHANNEL + "' AND gateway = ? AND value > ? AND value < ?")) {
            statement.setString(1, gateway);
            statement.setDouble(2, ProofNumber.floorOf(run));
            statement.setDouble(3, ProofNumber.floorOf(run + 1));
            var rows = new ArrayList<Measured>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Measured(
                            row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getString(2)));
                }
            }
            assertThat(rows).isNotEmpty();
            return rows;
        }
    }

    static JsonNode latest(String gateway) throws Exception {
        for (JsonNode one : stand.rest().get("/api/latest")) {
            if (one.path("channel").path("gateway").asString().equals(gateway)
                    && one.path("channel").path("channel").asString().equals(ProofNumber.CHANNEL)) {
                return one;
            }
        }
        throw new AssertionError("nothing is latest of " + gateway);
    }

    /** What lies behind Kafka does not work, and nothing that was meant for it is thrown away. */
    static void messagesAreTakenAndWait(Duration length) {
        fleetIsAcknowledgedFor(length);
        await().atMost(PATIENCE)
                .pollInterval(LOOKED_EVERY)
                .until(() -> stand.conservation().path("inFlight").asLong() > 2 * GATEWAYS);
    }

    /** QuestDB takes what fits into its log, which it made room for in time, and does not put it into the table. */
    static boolean storeHasGivenUp() throws Exception {
        try (Connection connection = proof().connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT suspended FROM wal_tables() WHERE name = 'observation'")) {
            return row.next() && row.getBoolean(1);
        }
    }

    static StoreProof proof() throws IOException {
        return new StoreProof(stand.port(Port.QUESTDB_SQL), stand.secret("questdb"));
    }

    /** Acknowledgements go on coming all that time. */
    static void fleetIsAcknowledgedFor(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        do {
            awaitAcknowledged(GATEWAYS / 3);
        } while (System.nanoTime() < until);
    }

    static void awaitAcknowledged(int more) {
        long before = fleet.acknowledged();
        await().atMost(PATIENCE).pollInterval(LOOKED_EVERY).until(() -> fleet.acknowledged() >= before + more);
    }

    static boolean allAreConnected() {
        return fleet.status().connected() == GATEWAYS;
    }

    /**
     * Everything that was made was acknowledged in the end; the store holds each message once and nothing else; every message that
     * Kafka has is stored, a duplicate or in the dead letters.
     */
    static void everyMessageIsAccountedFor() throws Exception {
        fleet.send(0);
        await().atMost(PATIENCE).until(() -> fleet.status().unacknowledged() == 0);
        JsonNode books = awaitQuiet();
        Reconciliation proof = proof().reconcile(fleet.account(), PATIENCE);
        MessageAccount.Snapshot sent = fleet.account().snapshot();

        assertThat(proof.lost()).as("lost after acknowledgement: %s", proof).isZero();
        assertThat(proof.holds()).as("stored once, and nothing else: %s", proof).isTrue();
        assertThat(proof.promised()).as("acknowledged in the end").isEqualTo(sent.made());

        assertThat(books.path("conserved").asBoolean()).as("%s", books).isTrue();
        assertThat(books.path("lost").asLong()).as("%s", books).isZero();
        assertThat(books.path("gaps").asLong()).as("%s", books).isZero();
        assertThat(books.path("received").asLong())
                .as("%s", books)
                .isEqualTo(
                        books.path("stored").asLong() + books.path("duplicate").asLong() + rejected(books))
                .isGreaterThanOrEqualTo(sent.acknowledgements());
        assertThat(books.path("stored").asLong()).isGreaterThanOrEqualTo(proof.promised());
        assertThat(books.path("duplicate").asLong()).isGreaterThanOrEqualTo(sent.acknowledged(Expectation.DUPLICATE));
        assertThat(rejected(books))
                .isBetween(
                        sent.acknowledged(Expectation.REJECTED) + STRANGERS_REJECTED.get(),
                        sent.sent(Expectation.REJECTED) + STRANGERS_REJECTED.get());
        await().atMost(PATIENCE)
                .pollInterval(LOOKED_EVERY)
                .untilAsserted(() -> assertThat(stand.rest()
                                .get("/api/dead-letters/counts")
                                .path("total")
                                .asLong())
                        .isEqualTo(rejected(books)));
    }

    static LoadSettings settings(Habits habits) {
        return LoadSettings.usual("127.0.0.1", stand.port(Port.MQTT), CLOCK).withHabits(habits);
    }

    /** Until nothing is on its way any more. */
    static JsonNode awaitQuiet() {
        return await().atMost(PATIENCE)
                .pollInterval(LOOKED_EVERY)
                .ignoreExceptions()
                .until(
                        stand::conservation,
                        now -> now.path("inFlight").asLong() == 0
                                && now.path("waitingInBroker").asLong() == 0);
    }

    static long rejected(JsonNode books) {
        long all = 0;
        for (JsonNode reason : books.path("rejected")) {
            all += reason.asLong();
        }
        return all;
    }
}
