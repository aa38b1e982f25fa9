package vn.trangtien.ingest.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.trangtien.events.CityTopics;
import vn.trangtien.events.EventJson;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.wire.GatewayReport;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.SpoolMark;

/** From measurements on MQTT to everything that comes of them, each message accounted for, with real servers on the way. */
class PipelineIT extends PipelineFixture {

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        city = City.started(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    @Test
    void whatCountersGrewIsExactOverRestartsAndForCountersThatAreNew() throws Exception {
        TestGateway gateway = newGateway();
        Instant at = now();
        long seq = 0;
        // The day before, then today: 5 more, a gateway that lost its memory, and 3 and 2 since.
        for (double value : new double[] {100, 105, 0, 3, 5}) {
            count(gateway, "cam", "count.forward", value, at.plusSeconds(seq), ++seq);
        }
        // A kind of object that passes for the first time was never told as 0.
        count(gateway, "cam", "line.a.bus.forward", 1, at.plusSeconds(3), ++seq);
        count(gateway, "cam", "line.a.bus.forward", 4, at.plusSeconds(4), ++seq);
        // Nobody knows since when a camera has counted that was never heard before.
        count(gateway, "new", "count.forward", 1000, at.plusSeconds(1), ++seq);
        count(gateway, "new", "count.forward", 1001, at.plusSeconds(2), ++seq);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(growth(gateway, "cam", at.plusMillis(1), at.plusSeconds(60)))
                    .containsExactlyInAnyOrder("count.forward 10.0 5.0", "line.a.bus.forward 4.0 4.0");
            assertThat(growth(gateway, "new", at, at.plusSeconds(60))).containsExactly("count.forward 1.0 1001.0");
        });
    }

    private static void count(TestGateway gateway, String camera, String channel, double value, Instant at, long seq)
            throws Exception {
        send(gateway, gateway.telemetryTopic(camera), gateway.telemetry(camera, channel, value, at, seq));
    }

    private static List<String> growth(TestGateway gateway, String camera, Instant from, Instant to) throws Exception {
        return city.get("/api/growth?asset=hue/%s/%s&from=%s&to=%s".formatted(gateway.id, camera, from, to))
                .valueStream()
                .map(each -> each.path("channel").asString() + " "
                        + each.path("grown").asDouble() + " "
                        + each.path("last").asDouble())
                .toList();
    }

    @Test
    void valueIsLatestAndInTheSeriesAndOnTheCitysTopic() throws Exception {
        TestGateway gateway = newGateway();
        Instant at = now();
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1.25, at, 1));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1.75, at.plusSeconds(1), 2));

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode latest = latest(gateway, "level").orElseThrow();
            assertThat(latest.path("value").asDouble()).isEqualTo(1.75);
            assertThat(latest.path("unit").asString()).isEqualTo("m");
            assertThat(latest.path("quality").asString()).isEqualTo("GOOD");
            assertThat(latest.path("simulated").asBoolean()).isTrue();
            assertThat(latest.path("measuredAt").asString())
                    .isEqualTo(at.plusSeconds(1).toString());
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode series = city.get("/api/series?path=hue/%s/river/level&from=%s&to=%s&buckets=1"
                    .formatted(gateway.id, at.minusSeconds(3600), at.plusSeconds(3600)));
            assertThat(series.path("unit").asString()).isEqualTo("m");
            assertThat(series.path("points").get(0).path("min").asDouble()).isEqualTo(1.25);
            assertThat(series.path("points").get(0).path("max").asDouble()).isEqualTo(1.75);
            assertThat(series.path("points").get(0).path("avg").asDouble()).isEqualTo(1.5);
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Topic.read(city, CityTopics.OBSERVATION).stream()
                                .filter(record -> record.key().equals("hue/" + gateway.id + "/river"))
                                .map(record -> EventJson.read(record.value(), Observation.class)
                                        .orElseThrow()
                                        .value()))
                        .containsExactly(1.25, 1.75));
    }

    @Test
    void repetitionsAreCountedAndStoredOnce() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        byte[] numbered = gateway.telemetry("river", "level", 1.25, now(), 1);
        byte[] foreign = KuraCodec.encode(TestGateway.payload("air", "temperature", 30.5, now()));
        for (int i = 0; i < 3; i++) {
            send(gateway, gateway.telemetryTopic("river"), numbered);
            send(gateway, gateway.telemetryTopic("air"), foreign);
        }

        Conserved after = settledAfter(before, 6);
        assertThat(after.stored() - before.stored()).isEqualTo(2);
        assertThat(after.duplicate() - before.duplicate()).isEqualTo(4);
        assertThat(after.conserved()).isTrue();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(points(gateway)).isEqualTo(2));
    }

    @Test
    void twoValuesOfOneMillisecondAreBothKept() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        Instant at = now();
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1.0, at, 1));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 2.0, at, 2));

        settledAfter(before, 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(points(gateway)).isEqualTo(2));
    }

    @Test
    void missingNumbersAreGapsUntilTheyCome() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1, now(), 1));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 4, now(), 4));

        assertThat(settledAfter(before, 2).gaps() - before.gaps()).isEqualTo(2);

        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 2, now(), 2));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 3, now(), 3));

        assertThat(settledAfter(before, 4).gaps()).isEqualTo(before.gaps());
    }

    @Test
    void whatCannotBeUnderstoodIsKeptWithTheReason() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        String topic = gateway.telemetryTopic("poison");
        send(gateway, topic, new byte[] {1, 2, 3, 4});
        send(
                gateway,
                topic,
                KuraCodec.encode(vn.trangtien.wire.KuraPayload.builder().build()));
        send(gateway, topic, KuraCodec.encode(TestGateway.payload("a/b", "level", 1, now())));
        send(gateway, "hue/" + gateway.id + "/CAM-V1/nothing", new byte[0]);
        send(
                gateway,
                KuraTopic.snapshot("hue", gateway.id, "cam").name(),
                snapshot("cam", "no picture".getBytes(UTF_8)));

        Conserved after = settledAfter(before, 5);
        assertThat(after.rejected() - before.rejected()).isEqualTo(5);
        assertThat(after.conserved()).isTrue();
        var letters = Topic.read(city, RawTopics.DEAD).stream()
                .filter(record -> record.key().equals("hue/" + gateway.id))
                .toList();
        assertThat(letters)
                .extracting(letter -> Topic.header(letter, RawTopics.HEADER_REASON))
                .containsExactly("undecodable", "incomplete", "bad-name", "unsupported-topic", "not-a-jpeg");
        assertThat(letters.get(0).value()).containsExactly(1, 2, 3, 4);
        assertThat(Topic.header(letters.get(0), RawTopics.HEADER_TOPIC)).isEqualTo(topic);
        assertThat(Topic.header(letters.get(0), RawTopics.HEADER_RAW_POSITION)).matches("\\d+:\\d+");
    }

    @Test
    void whatAGatewayGaveUpIsMissingButExplained() throws Exception {
        TestGateway gateway = newGateway();
        Conserved before = settled();
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 1, now(), 1));
        send(gateway, gateway.telemetryTopic("river"), gateway.telemetry("river", "level", 5, now(), 5));
        assertThat(settledAfter(before, 2).gaps() - before.gaps()).isEqualTo(3);
        var report = new GatewayReport(now(), Map.of(GatewayReport.EVICTED, 2L), Map.of("spool.evicted.ranges", "2-3"));

        send(
                gateway,
                GatewayReport.topic("hue", gateway.id).name(),
                KuraCodec.encode(new SpoolMark(gateway.spool, 6).on(report.toPayload())));

        Conserved after = settledAfter(before, 3);
        assertThat(after.gaps() - before.gaps()).isEqualTo(1);
        assertThat(after.evicted() - before.evicted()).isEqualTo(2);
        assertThat(latest(gateway, "spool.evicted"))
                .as("a report is no measurement")
                .isEmpty();
    }

    private static long points(TestGateway gateway) {
        return Backends.get().points("select count() from observation where gateway = '" + gateway.id + "'");
    }

    private static Conserved settled() {
        return await().atMost(PATIENCE)
                .until(city::conservation, account -> account.inFlight() == 0 && account.waitingInBroker() == 0);
    }

    private static Conserved settledAfter(Conserved before, long messages) {
        return await().atMost(PATIENCE)
                .until(
                        city::conservation,
                        account -> account.inFlight() == 0 && account.received() >= before.received() + messages);
    }

    private static Optional<JsonNode> latest(TestGateway gateway, String channel) throws Exception {
        for (JsonNode value : city.get("/api/latest")) {
            if (value.path("channel").path("gateway").asString().equals(gateway.id)
                    && value.path("channel").path("channel").asString().equals(channel)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
