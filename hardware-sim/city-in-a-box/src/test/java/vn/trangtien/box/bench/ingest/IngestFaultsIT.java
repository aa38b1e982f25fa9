package vn.trangtien.box.bench.ingest;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.city.IngestStand.Server;
import vn.trangtien.box.home.Port;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.GatewayAccount;
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
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;

/**
 * On an ordinary bad day of three hundred gateways the ingest and all that it stands on fail, one after the other. After each fault
 * the account of the fleet, which is kept where the load is made, is held against the store and against the ingest's own books. How
 * fast anything goes is not judged.
 */
class IngestFaultsIT {

    private static final int GATEWAYS = 300;
    private static final int STRANGERS = 9;
    private static final int CLOCKS = 6;
    private static final int MUTE = 100;
    private static final int BOMBS = 20;
    private static final int TOPICS = 10_000;
    private static final int MOST_TOPICS = 500;
    private static final int MOST_MEMORY_MIB = 256;
    /** Messages a second that a busy machine takes as well. */
    private static final double CALM = 300;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOKED_EVERY = Duration.ofMillis(100);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final FaultLengths LENGTHS = FaultLengths.asked();

    @TempDir
    static Path folder;

    private static Optional<SmallDisk> disk = Optional.empty();
    private static StandProcess stand;
    private static LoadFleet fleet;
    private static List<FleetIdentity> strangers = List.of();
    /** Messages of others than the fleet that were refused on purpose. */
    private static final AtomicLong STRANGERS_REJECTED = new AtomicLong();

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

        without(Server.KAFKA, () -> {
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
        });

        awaitAcknowledged(GATEWAYS);
        everyMessageIsAccountedFor();
    }

    @Test
    void givenTheTimeSeriesStoreIsAway_thenMessagesAreTakenAndWait_andWhenItIsBackTheyAreStored() throws Exception {
        fleet.send(CALM);
        awaitAcknowledged(GATEWAYS);

        without(Server.QUESTDB, () -> messagesAreTakenAndWait(LENGTHS.store()));

        everyMessageIsAccountedFor();
    }

    private interface Outage {
        void lasts() throws Exception;
    }

    /** The server is back whatever comes of it: the next fault is not to be blamed for this one. */
    private static void without(Server server, Outage outage) throws Exception {
        stand.stop(server);
        try {
            outage.lasts();
        } finally {
            stand.start(server);
        }
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

        without(Server.POSTGRES, () -> fleetIsAcknowledgedFor(LENGTHS.database()));

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

    @Test
    void givenOneMessageInAHundredIsPoison_thenEachIsInTheDeadLettersWithItsReason_andNothingElseIs() throws Exception {
        Instant begun = CLOCK.instant();
        MessageAccount.Snapshot before = fleet.account().snapshot();
        fleet.send(2 * CALM);
        await().atMost(PATIENCE)
                .pollInterval(LOOKED_EVERY)
                .until(() -> fleet.account().snapshot().acknowledged(Expectation.REJECTED)
                        >= before.acknowledged(Expectation.REJECTED) + LENGTHS.poison());
        everyMessageIsAccountedFor();

        List<Letter> letters = Letter.since(begun, stand.rest(), folder);
        MessageAccount.Snapshot after = fleet.account().snapshot();

        assertThat(letters)
                .hasSizeGreaterThanOrEqualTo(LENGTHS.poison())
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo(letter.deserved()));
        assertThat(letters.stream().map(Letter::reason).distinct()).hasSizeGreaterThan(1);
        Map<String, Long> bySender = letters.stream().collect(groupingBy(Letter::sender, counting()));
        for (int i = 0; i < GATEWAYS; i++) {
            GatewayAccount.Snapshot then = before.gateways().get(i);
            GatewayAccount.Snapshot now = after.gateways().get(i);
            // The two differ only if a line broke with poison on its way.
            assertThat(bySender.getOrDefault(now.gateway(), 0L))
                    .as("letters of %s", now.gateway())
                    .isBetween(
                            poison(now.acknowledged()) - poison(then.acknowledged()),
                            poison(now.sent()) - poison(then.sent()));
        }
        assertThat(bySender.keySet()).allMatch(sender -> sender.startsWith(IngestBench.ACCOUNT + "/load-"));
    }

    private static long poison(Map<Expectation, Long> counts) {
        return counts.getOrDefault(Expectation.REJECTED, 0L);
    }

    @Test
    void givenAClockThatIsAYearOff_thenItsValuesArrive_andNeitherTheFutureNorThePastBecomesTheLatest()
            throws Exception {
        List<LoadMember> members =
                strangers.subList(0, CLOCKS).stream().map(LoadMember::of).toList();
        Map<String, Duration> off = new ConcurrentHashMap<>();

        long right = run(members, Habits.STEADY, LoadListener.NONE);
        Instant begun = CLOCK.instant();
        long wrong = run(
                members,
                new Habits(0, 1, 0, 0, 0, 0, 1, 0, 0, 0, true),
                (gateway, seq, measuredAtMs, nanos) ->
                        off.put(gateway.client(), Duration.between(begun, Instant.ofEpochMilli(measuredAtMs))));
        Instant ended = CLOCK.instant();

        assertThat(off.values())
                .as("some are ahead, some behind")
                .anyMatch(Duration::isNegative)
                .anyMatch(by -> by.toDays() > 300);
        for (Map.Entry<String, Duration> gateway : off.entrySet()) {
            List<Measured> rows = measured(gateway.getKey(), wrong);
            JsonNode latest = latest(gateway.getKey());
            if (gateway.getValue().isNegative()) {
                assertThat(rows).allMatch(row -> row.at().isBefore(begun.minus(Duration.ofDays(300))));
                assertThat(ProofNumber.of(latest.path("value").asDouble()).run())
                        .as("latest of %s", gateway)
                        .isEqualTo(right);
            } else {
                assertThat(rows)
                        .allMatch(row -> row.quality().equals("UNCERTAIN"))
                        .allMatch(row -> !row.at().isBefore(begun) && !row.at().isAfter(ended));
                assertThat(latest.path("quality").asString()).isEqualTo("UNCERTAIN");
                assertThat(Instant.parse(latest.path("measuredAt").asString())).isBetween(begun, ended);
            }
        }

        long corrected = run(members, Habits.STEADY, LoadListener.NONE);
        for (String gateway : off.keySet()) {
            JsonNode latest = latest(gateway);
            assertThat(ProofNumber.of(latest.path("value").asDouble()).run())
                    .as("latest of %s", gateway)
                    .isEqualTo(corrected);
            assertThat(latest.path("quality").asString()).isEqualTo("GOOD");
        }
        everyMessageIsAccountedFor();
    }

    private record Measured(Instant at, String quality) {}

    /** Some messages of each. @return the run, by which its values are known */
    private static long run(List<LoadMember> members, Habits habits, LoadListener listener) throws Exception {
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

    private static List<Measured> measured(String gateway, long run) throws Exception {
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

    private static JsonNode latest(String gateway) throws Exception {
        for (JsonNode one : stand.rest().get("/api/latest")) {
            if (one.path("channel").path("gateway").asString().equals(gateway)
                    && one.path("channel").path("channel").asString().equals(ProofNumber.CHANNEL)) {
                return one;
            }
        }
        throw new AssertionError("nothing is latest of " + gateway);
    }

    @Test
    void givenDevicesThatMeanHarm_thenTheOthersAreAcknowledged_memoryIsBounded_andNothingIsLost() throws Exception {
        int port = stand.port(Port.MQTT);
        fleet.send(CALM);
        awaitAcknowledged(GATEWAYS);
        Instant begun = CLOCK.instant();
        double memoryBefore = stand.memoryMiB();
        double memoryMost = memoryBefore;

        ExecutorService gang = Executors.newCachedThreadPool();
        try {
            List<Future<?>> deeds = new ArrayList<>();
            for (int i = 0; i < MUTE; i++) {
                deeds.add(gang.submit(() -> saysNothing(HostileDevice.mute(port))));
            }
            for (FleetIdentity one : strangers.subList(0, CLOCKS)) {
                deeds.add(gang.submit(() -> saysNothing(HostileDevice.shy(one, port))));
                deeds.add(gang.submit(() -> announcesAQuarterOfAGibibyte(one, port)));
            }
            deeds.add(gang.submit(() -> drops(strangers.get(CLOCKS), port)));
            Future<Integer> topics = gang.submit(() -> invents(strangers.get(CLOCKS + 1), port));
            deeds.add(topics);
            Future<?> drip = gang.submit(() -> drips(strangers.get(CLOCKS + 2), port));

            int rounds = 0;
            awaitAcknowledged(GATEWAYS / 3);
            assertThat(drip).as("the device that drips").isNotDone();
            while (!deeds.stream().allMatch(Future::isDone)) {
                awaitAcknowledged(GATEWAYS / 3);
                memoryMost = Math.max(memoryMost, stand.memoryMiB());
                rounds++;
            }
            drip.cancel(true);
            for (Future<?> deed : deeds) {
                deed.get();
            }
            assertThat(rounds)
                    .as("how often the others were seen to be acknowledged meanwhile")
                    .isGreaterThan(2);
            assertThat(topics.get()).as("topics of one device that were taken").isEqualTo(MOST_TOPICS);
        } finally {
            gang.shutdownNow();
        }

        assertThat(memoryMost)
                .as("MiB, of which there were %s before", memoryBefore)
                .isLessThan(memoryBefore + MOST_MEMORY_MIB);
        everyMessageIsAccountedFor();
        List<Letter> bombs = Letter.since(begun, stand.rest(), folder).stream()
                .filter(letter -> letter.topic().endsWith("/bomb"))
                .toList();
        assertThat(bombs).hasSize(BOMBS).allMatch(letter -> letter.reason().equals("too-large"));
    }

    private static Object saysNothing(HostileDevice device) throws Exception {
        try (device) {
            assertThat(device.isHungUpOn())
                    .as("somebody who does not say who it is")
                    .isTrue();
        }
        return "";
    }

    /** And then sends as much of it as anybody takes. */
    private static Object announcesAQuarterOfAGibibyte(FleetIdentity identity, int port) throws Exception {
        try (HostileDevice device = HostileDevice.connected(identity, port)) {
            device.say((byte) 0x32, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x7f);
            byte[] some = new byte[64 * 1024];
            for (int i = 0; i < 256 * 16; i++) {
                device.say(some);
            }
            throw new AssertionError("a quarter of a gibibyte was read");
        } catch (IOException hungUp) {
            return hungUp;
        }
    }

    /** Messages of some kilobytes that become 64 MiB each; they are acknowledged, for only who reads them can tell. */
    private static Object drops(FleetIdentity identity, int port) throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        try (HostileDevice device = HostileDevice.connected(identity, port)) {
            for (int i = 1; i <= BOMBS; i++) {
                device.publish(
                        "%s/%s/W1/bomb".formatted(identity.account(), identity.gateway()), i, bomb.toByteArray());
                assertThat(device.isAcknowledged()).isTrue();
                STRANGERS_REJECTED.incrementAndGet();
            }
        }
        return "";
    }

    private static int invents(FleetIdentity identity, int port) throws Exception {
        byte[] payload = KuraCodec.encode(KuraPayload.builder()
                .timestampMs(CLOCK.millis())
                .metric("level", 1.5)
                .build());
        int taken = 0;
        try (HostileDevice device = HostileDevice.connected(identity, port)) {
            for (int i = 1; i <= TOPICS; i++) {
                device.publish("%s/%s/W1/a%d".formatted(identity.account(), identity.gateway(), i), i, payload);
                if (device.isAcknowledged()) {
                    taken++;
                }
            }
        }
        return taken;
    }

    private static Object drips(FleetIdentity identity, int port) throws Exception {
        try (HostileDevice device = HostileDevice.connected(identity, port)) {
            byte[] whole = HostileDevice.publication(
                    "%s/%s/W1/a".formatted(identity.account(), identity.gateway()), 1, new byte[1_000]);
            var next = new AtomicInteger();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                device.say(whole[next.getAndIncrement()]);
                return next.get() == whole.length;
            });
        }
        return "";
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

    private static LoadSettings settings(Habits habits) {
        return LoadSettings.usual("127.0.0.1", stand.port(Port.MQTT), CLOCK).withHabits(habits);
    }

    /** Until nothing is on its way any more. */
    private static JsonNode awaitQuiet() {
        return await().atMost(PATIENCE)
                .pollInterval(LOOKED_EVERY)
                .ignoreExceptions()
                .until(
                        stand::conservation,
                        now -> now.path("inFlight").asLong() == 0
                                && now.path("waitingInBroker").asLong() == 0);
    }

    private static long rejected(JsonNode books) {
        long all = 0;
        for (JsonNode reason : books.path("rejected")) {
            all += reason.asLong();
        }
        return all;
    }
}
