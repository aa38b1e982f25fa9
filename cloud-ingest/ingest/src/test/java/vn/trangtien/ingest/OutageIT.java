package vn.trangtien.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.frontdoor.FrontDoor;
import vn.trangtien.ingest.processing.Processing;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.Sender;
import vn.trangtien.ingest.support.TestGateway;

/** A neighbour goes away while a gateway sends, and comes back: nothing is lost, nothing is stored twice. */
class OutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    static Path folder;

    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = City.started(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    @Test
    void kafkaStops() throws Exception {
        TestGateway gateway = city.enrol("hue", "no-kafka");
        FrontDoor door = city.context().getBean(FrontDoor.class);
        sendsThroughoutAn(
                gateway,
                city.kafka::stop,
                sender -> {
                    await().atMost(PATIENCE).until(() -> door.trouble().isPresent());
                    long acknowledged = sender.acknowledged();
                    await().pollDelay(Duration.ofSeconds(2))
                            .untilAsserted(
                                    () -> assertThat(sender.acknowledged()).isEqualTo(acknowledged));
                },
                city.kafka::start);
    }

    @Test
    void timeSeriesStoreIsCutOff() throws Exception {
        TestGateway gateway = city.enrol("hue", "no-points");
        sendsThroughoutAn(
                gateway,
                city.pointsWire::cut,
                goesOnUntil(() -> {
                    assertThat(city.context().getBean(Processing.class).trouble())
                            .isPresent();
                    assertThat(city.conservation().inFlight()).isPositive();
                }),
                city.pointsWire::mend);
    }

    @Test
    void databaseIsCutOff() throws Exception {
        TestGateway gateway = city.enrol("hue", "no-database");
        sendsThroughoutAn(
                gateway,
                city.databaseWire::cut,
                goesOnUntil(() -> {
                    assertThat(city.context().getBean(Processing.class).trouble())
                            .isPresent();
                }),
                city.databaseWire::mend);
    }

    private interface Step {
        void take() throws Exception;
    }

    private interface During {
        void happens(Sender sender) throws Exception;
    }

    /** What lies behind Kafka is away, so messages are still taken. */
    private static During goesOnUntil(Step symptom) {
        return sender -> {
            long atOutage = sender.acknowledged();
            await().atMost(PATIENCE).until(() -> sender.acknowledged() > atOutage + 100);
            await().atMost(PATIENCE).untilAsserted(symptom::take);
        };
    }

    private static void sendsThroughoutAn(TestGateway gateway, Step outage, During during, Step end) throws Exception {
        // While nobody sends: taken later, the account would run ahead of the sender's own count.
        Conserved before = city.conservation();
        var sender = new Sender(gateway);
        await().atMost(PATIENCE).until(() -> sender.acknowledged() > 50);
        outage.take();
        during.happens(sender);
        end.take();
        long atEnd = sender.acknowledged();
        await().atMost(PATIENCE).until(() -> sender.acknowledged() > atEnd + 50);
        sender.close();

        long acknowledged = sender.acknowledged();
        await().atMost(PATIENCE).untilAsserted(() -> {
            Conserved account = city.conservation();
            assertThat(account.inFlight()).as("%s", account).isZero();
            assertThat(account.conserved()).isTrue();
            assertThat(account.gaps()).isEqualTo(before.gaps());
            assertThat(account.rejected()).isEqualTo(before.rejected());
            assertThat(account.stored() + account.duplicate())
                    .as("messages of which Kafka has taken over %s", account)
                    .isGreaterThanOrEqualTo(before.stored() + before.duplicate() + acknowledged);
            assertThat(values(gateway)).as("points after %s", account).isBetween(acknowledged, acknowledged + 1);
        });
    }

    private static long values(TestGateway gateway) {
        return Backends.get()
                .points("select count_distinct(value) from observation where gateway = '" + gateway.id + "'");
    }
}
