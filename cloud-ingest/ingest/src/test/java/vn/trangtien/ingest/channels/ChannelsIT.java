package vn.trangtien.ingest.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.events.CityTopics;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.wire.KuraCodec;

/** From a channel that nobody knows to its use, with real servers on the way. */
class ChannelsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static City city;
    private static Producer<String, byte[]> raw;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
        raw = city.context().getBean(KafkaAccess.class).producer("channels-test");
    }

    @AfterAll
    static void stop() {
        raw.close();
    }

    @Test
    void anUnknownChannelIsStoredAndNotUsedUntilItIsAdoptedInOneGo() throws Exception {
        String gateway = foreign();
        send(gateway, "pump", "suction, left", 3.5);

        JsonNode row = awaitRow(gateway, "QUARANTINED");
        assertThat(row.path("reason").asString()).isEqualTo("unknown-name");
        assertThat(row.path("samples").get(0).asDouble()).isEqualTo(3.5);
        assertThat(latest(gateway)).as("not for pages").isEmpty();
        assertThat(told(gateway)).as("not for alarms").isZero();
        await().atMost(PATIENCE).until(() -> stored(gateway, "pump", "suction%2C%20left") == 1);

        HttpResponse<String> decided = city.post(
                "/api/channels/decisions", Map.of("standing", "KNOWN", "gateway", "hue/" + gateway, "asset", "pump"));
        assertThat(JsonMapper.shared().readTree(decided.body()).path("channels").asInt())
                .as(decided.body())
                .isEqualTo(1);
        send(gateway, "pump", "suction, left", 4.5);

        await().atMost(PATIENCE).until(() -> latest(gateway).contains("4.5"));
        await().atMost(PATIENCE).until(() -> told(gateway) == 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.conservation().conserved()).isTrue());
    }

    @Test
    void aChannelOfTheCatalogueNeedsNobody() throws Exception {
        String gateway = foreign();
        send(gateway, "river", "level", 1.25);

        await().atMost(PATIENCE).until(() -> latest(gateway).contains("1.25"));
        assertThat(rows(gateway)).isEmpty();
    }

    @Test
    void aBlockedChannelIsCountedAndNotStored() throws Exception {
        String gateway = foreign();
        send(gateway, "pump", "noise", 1);
        awaitRow(gateway, "QUARANTINED");
        city.post(
                "/api/channels/decisions",
                Map.of("standing", "BLOCKED", "channels", List.of("hue/" + gateway + "/pump/noise")));
        awaitRow(gateway, "BLOCKED");
        await().atMost(PATIENCE).until(() -> stored(gateway, "pump", "noise") == 1);

        send(gateway, "pump", "noise", 2);
        send(gateway, "river", "level", 2);

        await().atMost(PATIENCE).until(() -> latest(gateway).contains("\"value\":2"));
        assertThat(stored(gateway, "pump", "noise")).isEqualTo(1);
    }

    @Test
    void everythingIsDecidedOnlyWhenThatIsSaidAndWordsAreChecked() throws Exception {
        assertThat(city.post("/api/channels/decisions", Map.of("standing", "KNOWN"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(city.post("/api/channels/decisions", Map.of("standing", "MAYBE", "all", true))
                        .statusCode())
                .isEqualTo(422);
        assertThat(city.send(city.request("/api/channels?standing=NO").GET()).statusCode())
                .isEqualTo(422);
        assertThat(city.send(city.anonymous("/api/channels")
                                .header("Accept", "application/json")
                                .GET())
                        .statusCode())
                .isIn(401, 403);
    }

    private static String foreign() throws Exception {
        String gateway = "foreign-" + NAMES.incrementAndGet();
        HttpResponse<String> created = city.post(
                "/api/gateways",
                Map.of("account", "hue", "gateway", gateway, "name", "Lạ", "kind", "kura", "lat", 16.4, "lon", 107.5));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return gateway;
    }

    private static void send(String gateway, String asset, String channel, double value) throws Exception {
        Instant at = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] payload = KuraCodec.encode(TestGateway.payload(asset, channel, value, at));
        raw.send(new RawMessage("hue/" + gateway + "/EDGE-V1/telemetry/" + asset, at, payload).toRecord())
                .get();
    }

    private static JsonNode rows(String gateway) throws IOException, InterruptedException {
        return city.get("/api/channels?gateway=hue/" + gateway).path("channels");
    }

    private static JsonNode awaitRow(String gateway, String standing) {
        return await().atMost(PATIENCE)
                .until(
                        () -> rows(gateway),
                        found -> found.size() == 1
                                && found.get(0).path("standing").asString().equals(standing))
                .get(0);
    }

    private static String latest(String gateway) throws Exception {
        return city.get("/api/latest")
                .valueStream()
                .map(JsonNode::toString)
                .filter(one -> one.contains("\"" + gateway + "\""))
                .reduce("", String::concat);
    }

    private static long told(String gateway) {
        return Topic.read(city, CityTopics.OBSERVATION).stream()
                .filter(record -> record.key().startsWith("hue/" + gateway + "/"))
                .count();
    }

    private static int stored(String gateway, String asset, String channel) throws Exception {
        Instant now = CLOCK.instant();
        return city.get("/api/series?path=hue/%s/%s/%s&from=%s&to=%s&buckets=100"
                        .formatted(gateway, asset, channel, now.minusSeconds(600), now.plusSeconds(60)))
                .path("points")
                .size();
    }
}
