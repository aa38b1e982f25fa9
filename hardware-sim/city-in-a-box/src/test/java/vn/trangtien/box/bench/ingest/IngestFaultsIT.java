package vn.trangtien.box.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.city.IngestStand.Server;
import vn.trangtien.box.home.Port;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.Reconciliation;
import vn.trangtien.sim.fleet.load.Habits;
import vn.trangtien.sim.fleet.load.LoadFleet;
import vn.trangtien.sim.fleet.load.LoadListener;
import vn.trangtien.sim.fleet.load.LoadSettings;

/**
 * On an ordinary bad day of three hundred gateways the ingest and all that it stands on fail, one after the other. After each fault
 * the account of the fleet, which is kept where the load is made, is held against the store and against the ingest's own books. How
 * fast anything goes is not judged.
 */
class IngestFaultsIT {

    private static final int GATEWAYS = 300;
    /** Messages a second that a busy machine takes as well. */
    private static final double CALM = 300;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOKED_EVERY = Duration.ofMillis(100);
    private static final FaultLengths LENGTHS = FaultLengths.asked();

    @TempDir
    static Path folder;

    private static Optional<SmallDisk> disk = Optional.empty();
    private static StandProcess stand;
    private static LoadFleet fleet;

    @BeforeAll
    static void startTheStandAndConnectTheFleet() throws Exception {
        disk = SmallDisk.at(folder.resolve("stand/questdb"));
        stand = StandProcess.ingest(folder, List.of());
        var settings = LoadSettings.usual("127.0.0.1", stand.port(Port.MQTT), Clock.systemUTC())
                .withHabits(Habits.ORDINARY);
        fleet = new LoadFleet(IngestBench.enrol(stand, GATEWAYS), settings, LoadListener.NONE);
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

    @Test
    void givenFullLoad_whenTheIngestIsKilledAndStartedAgain_thenAllThatItAcknowledgedIsStoredOnce() throws Exception {
        fleet.send(LENGTHS.rate());
        awaitAcknowledged(LENGTHS.beforeTheKill());

        stand.kill();
        assertThat(fleet.status().unacknowledged())
                .as("messages on their way when it died")
                .isPositive();
        fleet.send(CALM);
        stand.restart();

        await().atMost(PATIENCE).until(IngestFaultsIT::allAreConnected);
        awaitAcknowledged(GATEWAYS);
        everyMessageIsAccountedFor();
    }

    @Test
    void givenKafkaIsAway_thenNothingIsAcknowledged_andWhenItIsBackEverythingIs() throws Exception {
        fleet.send(CALM);
        awaitAcknowledged(GATEWAYS);

        stand.stop(Server.KAFKA);
        var before = new AtomicLong();
        await("acknowledgements stand still while Kafka is away")
                .pollInterval(LOOKED_EVERY)
                .during(LENGTHS.kafka())
                .atMost(LENGTHS.kafka().plusSeconds(10))
                .until(() -> {
                    long now = fleet.acknowledged();
                    return before.getAndSet(now) == now;
                });
        assertThat(fleet.status().unacknowledged()).as("messages that wait").isPositive();
        stand.start(Server.KAFKA);

        awaitAcknowledged(GATEWAYS);
        everyMessageIsAccountedFor();
    }

    @Test
    void givenTheTimeSeriesStoreIsAway_thenMessagesAreTakenAndWait_andWhenItIsBackTheyAreStored() throws Exception {
        fleet.send(CALM);
        awaitAcknowledged(GATEWAYS);

        stand.stop(Server.QUESTDB);
        messagesAreTakenAndWait(LENGTHS.store());
        stand.start(Server.QUESTDB);

        everyMessageIsAccountedFor();
    }

    @Test
    void givenTheDiskOfTheStoreIsFull_thenMessagesAreTakenAndWait_andWhenThereIsRoomTheyAreStored() throws Exception {
        Assumptions.assumeTrue(disk.isPresent(), "a disk that fills up can be made by root only");
        fleet.send(CALM);
        awaitAcknowledged(GATEWAYS);

        disk.orElseThrow().fill();
        try {
            await().atMost(PATIENCE).pollInterval(LOOKED_EVERY).until(IngestFaultsIT::storeHasGivenUp);
            fleetIsAcknowledgedFor(LENGTHS.fullDisk());
        } finally {
            disk.orElseThrow().clear();
        }

        everyMessageIsAccountedFor();
    }

    @Test
    void givenTheDatabaseIsRestarted_thenMessagesAreTakenAndWait_andAfterwardsTheyAreStored() throws Exception {
        fleet.send(CALM);
        awaitAcknowledged(GATEWAYS);

        stand.stop(Server.POSTGRES);
        fleetIsAcknowledgedFor(LENGTHS.database());
        stand.start(Server.POSTGRES);

        everyMessageIsAccountedFor();
    }

    @Test
    void givenAllGatewaysComeBackInAStorm_thenNothingIsLost() throws Exception {
        fleet.send(CALM);
        awaitAcknowledged(GATEWAYS);
        long connections = fleet.status().connections();

        fleet.storm(GATEWAYS, LENGTHS.storm());

        await().atMost(PATIENCE)
                .until(() -> fleet.status().connections() >= connections + GATEWAYS && allAreConnected());
        awaitAcknowledged(GATEWAYS);
        everyMessageIsAccountedFor();
    }

    /** What lies behind Kafka does not work, and nothing that was meant for it is thrown away. */
    private static void messagesAreTakenAndWait(Duration length) {
        fleetIsAcknowledgedFor(length);
        await().atMost(PATIENCE)
                .pollInterval(LOOKED_EVERY)
                .until(() -> stand.conservation().path("inFlight").asLong() > 2 * GATEWAYS);
    }

    /** QuestDB takes what fits into its log, which it made room for in time, and does not put it into the table. */
    private static boolean storeHasGivenUp() throws Exception {
        try (Connection connection = proof().connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT suspended FROM wal_tables() WHERE name = 'observation'")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static StoreProof proof() throws IOException {
        return new StoreProof(stand.port(Port.QUESTDB_SQL), stand.secret("questdb"));
    }

    /** Acknowledgements go on coming all that time. */
    private static void fleetIsAcknowledgedFor(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        do {
            awaitAcknowledged(GATEWAYS / 3);
        } while (System.nanoTime() < until);
    }

    private static void awaitAcknowledged(int more) {
        long before = fleet.acknowledged();
        await().atMost(PATIENCE).pollInterval(LOOKED_EVERY).until(() -> fleet.acknowledged() >= before + more);
    }

    private static boolean allAreConnected() {
        return fleet.status().connected() == GATEWAYS;
    }

    /**
     * Everything that was made was acknowledged in the end; the store holds each message once and nothing else; every message that
     * Kafka has is stored, a duplicate or in the dead letters.
     */
    private static void everyMessageIsAccountedFor() throws Exception {
        fleet.send(0);
        await().atMost(PATIENCE).until(() -> fleet.status().unacknowledged() == 0);
        JsonNode books = await().atMost(PATIENCE)
                .pollInterval(LOOKED_EVERY)
                .ignoreExceptions()
                .until(
                        stand::conservation,
                        now -> now.path("inFlight").asLong() == 0
                                && now.path("waitingInBroker").asLong() == 0);
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
                .isBetween(
                        sent.acknowledgements(),
                        sent.transmissions() + fleet.status().connections());
        assertThat(books.path("stored").asLong()).isGreaterThanOrEqualTo(proof.promised());
        assertThat(books.path("duplicate").asLong()).isGreaterThanOrEqualTo(sent.acknowledged(Expectation.DUPLICATE));
        assertThat(rejected(books)).isBetween(sent.acknowledged(Expectation.REJECTED), sent.sent(Expectation.REJECTED));
        await().atMost(PATIENCE)
                .pollInterval(LOOKED_EVERY)
                .untilAsserted(() -> assertThat(stand.rest()
                                .get("/api/dead-letters/counts")
                                .path("total")
                                .asLong())
                        .isEqualTo(rejected(books)));
    }

    private static long rejected(JsonNode books) {
        long all = 0;
        for (JsonNode reason : books.path("rejected")) {
            all += reason.asLong();
        }
        return all;
    }
}
