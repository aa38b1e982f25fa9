package vn.trangtien.ingest.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.SpoolMark;

/** Kafka loses what it knew of the judging: everything is judged again, and nothing is booked again. */
class JudgedAgainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int MESSAGES = 40;

    @TempDir
    Path folder;

    @Test
    void lostPositionsAndALostTopicCostTimeAndNoMessage() throws Exception {
        try (City city = City.started(folder, Map.of())) {
            city.enrol("hue", "again");
            send(city, 1);
            Conserved before = settled(city, 2 * MESSAGES);
            assertThat(before.stored()).isEqualTo(MESSAGES);
            assertThat(before.duplicate()).isEqualTo(MESSAGES);

            whileStopped(city, JudgedAgainIT::losePositions);
            send(city, MESSAGES + 1);
            Conserved afterLostPositions = settled(city, 4 * MESSAGES);
            assertThat(afterLostPositions.stored()).isEqualTo(2 * MESSAGES);
            assertThat(afterLostPositions.duplicate()).isEqualTo(2 * MESSAGES);
            assertThat(afterLostPositions.conserved()).isTrue();
            assertThat(judged(city)).as("the first half once more").isEqualTo(4 * MESSAGES);

            whileStopped(city, JudgedAgainIT::losePositions, JudgedAgainIT::loseTopic);
            send(city, 2 * MESSAGES + 1);
            Conserved afterLostTopic = settled(city, 6 * MESSAGES);
            assertThat(afterLostTopic.stored()).isEqualTo(3 * MESSAGES);
            assertThat(afterLostTopic.duplicate()).isEqualTo(3 * MESSAGES);
            assertThat(afterLostTopic.gaps()).isZero();
            assertThat(afterLostTopic.conserved()).isTrue();
        }
    }

    private interface Deed {
        void to(Admin admin) throws Exception;
    }

    private static void losePositions(Admin admin) throws Exception {
        admin.deleteConsumerGroups(List.of(Judging.APPLICATION)).all().get(10, TimeUnit.SECONDS);
    }

    private static void loseTopic(Admin admin) throws Exception {
        admin.deleteTopics(List.of(RawTopics.JUDGED)).all().get(10, TimeUnit.SECONDS);
    }

    private static void whileStopped(City city, Deed... deeds) throws Exception {
        KafkaAccess kafka = city.context().getBean(KafkaAccess.class);
        city.stop();
        try (Admin admin = kafka.admin()) {
            // Kafka learns a moment later that the last member has gone.
            for (Deed deed : deeds) {
                await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> deed.to(admin));
            }
        }
        city.start();
    }

    /** Each message twice. */
    private static void send(City city, int from) throws Exception {
        try (Producer<String, byte[]> raw =
                city.context().getBean(KafkaAccess.class).producer("again-test")) {
            for (int number = from; number < from + MESSAGES; number++) {
                var at = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
                var payload = TestGateway.payload("river", "level", number, at);
                var message = new RawMessage(
                        "hue/again/EDGE-V1/telemetry/river",
                        at,
                        KuraCodec.encode(new SpoolMark("spool", number).on(payload)));
                raw.send(message.toRecord());
                raw.send(message.toRecord());
            }
            raw.flush();
        }
    }

    private static Conserved settled(City city, long received) {
        return await().atMost(PATIENCE)
                .until(city::conservation, now -> now.inFlight() == 0 && now.received() >= received);
    }

    /** How many messages this run has judged. */
    private static double judged(City city) {
        return city.context().getBean(MeterRegistry.class).find("trangtien.ingest.judged").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
