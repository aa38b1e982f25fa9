package vn.trangtien.ingest.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.ingest.support.Topic;
import vn.trangtien.wire.KuraCodec;

/** The shared city with a way into its raw topic, and questions about its dead letters; each test has senders of its own. */
abstract class LetterStand {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Clock CLOCK = Clock.systemUTC();
    static final AtomicInteger NAMES = new AtomicInteger();

    static City city;
    static Producer<String, byte[]> raw;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
        raw = city.context().getBean(KafkaAccess.class).producer("dead-letters-test");
    }

    @AfterAll
    static void stop() {
        raw.close();
    }

    static void send(String gateway, byte[] payload) throws Exception {
        raw.send(new RawMessage("hue/" + gateway + "/EDGE-V1/telemetry/river", CLOCK.instant(), payload).toRecord())
                .get();
    }

    static byte[] telemetry(double value) {
        return KuraCodec.encode(
                TestGateway.payload("river", "level", value, CLOCK.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    static JsonNode letters(String query) throws IOException, InterruptedException {
        return city.get("/api/dead-letters?" + query).path("letters");
    }

    static JsonNode awaitLetters(String query, int number) {
        return await().atMost(PATIENCE).until(() -> letters(query), found -> found.size() == number);
    }

    static String latest(String gateway) throws Exception {
        return city.get("/api/latest")
                .valueStream()
                .filter(one -> one.toString().contains(gateway))
                .map(JsonNode::toString)
                .reduce("", String::concat);
    }

    static long replaysOf(String position) {
        return Topic.read(city, RawTopics.RAW).stream()
                .filter(record -> record.headers().lastHeader(RawTopics.HEADER_REPLAY_OF) != null
                        && Topic.header(record, RawTopics.HEADER_REPLAY_OF).equals(position))
                .count();
    }

    static List<String> names(JsonNode lines) {
        return lines.valueStream().map(line -> line.path("name").asString()).toList();
    }

    static JsonNode read(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    static String enc(String text) {
        return java.net.URLEncoder.encode(text, UTF_8);
    }
}
