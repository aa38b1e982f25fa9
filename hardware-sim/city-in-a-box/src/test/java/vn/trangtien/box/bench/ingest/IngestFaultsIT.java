package vn.trangtien.box.bench.ingest;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.trangtien.box.city.IngestStand.Server;
import vn.trangtien.box.home.Port;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.GatewayAccount;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;
import vn.trangtien.sim.fleet.load.Habits;
import vn.trangtien.sim.fleet.load.LoadListener;
import vn.trangtien.sim.fleet.load.LoadMember;

/**
 * On an ordinary bad day of three hundred gateways the ingest and all that it stands on fail, one after the other. After each fault
 * the account of the fleet, which is kept where the load is made, is held against the store and against the ingest's own books. How
 * fast anything goes is not judged.
 */
class IngestFaultsIT extends FaultStand {

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
    void givenAClockThatIsAYearOff_thenItsValuesLieAtTheirArrival_markedUntilItIsRight() throws Exception {
        List<LoadMember> members =
                strangers.subList(0, CLOCKS).stream().map(LoadMember::of).toList();
        Map<String, Duration> off = new ConcurrentHashMap<>();

        run(members, Habits.STEADY, LoadListener.NONE);
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
            assertThat(rows)
                    .as("rows of %s", gateway)
                    .allMatch(row -> row.quality().equals("UNCERTAIN"))
                    .allMatch(row -> !row.at().isBefore(begun) && !row.at().isAfter(ended));
            assertThat(latest.path("quality").asString()).isEqualTo("UNCERTAIN");
            assertThat(Instant.parse(latest.path("measuredAt").asString())).isBetween(begun, ended);
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
                deeds.add(gang.submit(() -> HostileDeeds.saysNothing(HostileDevice.mute(port))));
            }
            for (FleetIdentity one : strangers.subList(0, CLOCKS)) {
                deeds.add(gang.submit(() -> HostileDeeds.saysNothing(HostileDevice.shy(one, port))));
                deeds.add(gang.submit(() -> HostileDeeds.announcesAQuarterOfAGibibyte(one, port)));
            }
            deeds.add(gang.submit(() -> HostileDeeds.drops(strangers.get(CLOCKS), port)));
            Future<Integer> topics = gang.submit(() -> HostileDeeds.invents(strangers.get(CLOCKS + 1), port));
            deeds.add(topics);
            Future<?> drip = gang.submit(() -> HostileDeeds.drips(strangers.get(CLOCKS + 2), port));

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
}
