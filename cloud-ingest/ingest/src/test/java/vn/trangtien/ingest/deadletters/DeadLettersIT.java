package vn.trangtien.ingest.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.platform.audit.AuditLog;

/** From the refusal of a message to its replay, with a real Kafka and a real database. */
class DeadLettersIT extends LetterStand {

    @Test
    void aLetterIsReplayedOnceWhenItsCauseIsGoneAndStaysCountedAsRejected() throws Exception {
        String gateway = "late-" + NAMES.incrementAndGet();
        byte[] payload = telemetry(7.5);
        send(gateway, payload);
        JsonNode letter = awaitLetters("gateway=hue/" + gateway, 1).get(0);
        assertThat(letter.path("reason").asString()).isEqualTo("unknown-gateway");
        JsonNode detail = city.get("/api/dead-letters/" + letter.path("id").asLong());
        assertThat(detail.path("remedy").path("remedyVi").asString()).startsWith("Đăng ký gateway");
        assertThat(detail.path("remedy").path("remedyEn").asString()).startsWith("Register the gateway");
        assertThat(names(detail.path("content").path("headers"))).contains("topic", "receivedAt");
        assertThat(detail.path("content").path("decoded").toString()).contains("\"7.5\"");

        city.enrol("hue", gateway);
        String replay = "/api/dead-letters/" + letter.path("id").asLong() + "/replay";
        HttpResponse<String> first = city.post(replay, Map.of());
        HttpResponse<String> second = city.post(replay, Map.of());

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(second.statusCode()).as("pressed twice").isEqualTo(200);
        assertThat(read(second).path("replayedAs")).isEqualTo(read(first).path("replayedAs"));
        await().atMost(PATIENCE).until(() -> latest(gateway).contains("7.5"));
        assertThat(replaysOf(letter.path("rawPosition").asString())).isEqualTo(1);
        assertThat(letters("gateway=hue/" + gateway).get(0).path("state").asString())
                .isEqualTo("REPLAYED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.conservation().conserved()).isTrue());
        assertThat(city.context()
                        .getBean(AuditLog.class)
                        .history("dead-letter:" + letter.path("id").asLong()))
                .as("the second press did nothing")
                .hasSize(1);
    }

    @Test
    void whatIsRefusedAgainLeavesOneOpenLetterThatKnowsWhereItComesFrom() throws Exception {
        String gateway = city.enrol("hue", "again-" + NAMES.incrementAndGet()).id;
        send(gateway, new byte[] {1, 2, 3, 4});
        long id = awaitLetters("gateway=hue/" + gateway, 1).get(0).path("id").asLong();

        city.post("/api/dead-letters/" + id + "/replay", Map.of());
        JsonNode again = awaitLetters("state=OPEN&gateway=hue/" + gateway, 1).get(0);

        await().atMost(PATIENCE)
                .until(() -> city.get("/api/dead-letters/" + id)
                        .path("state")
                        .asString()
                        .equals("REPLAYED_REFUSED_AGAIN"));
        JsonNode before = city.get("/api/dead-letters/" + id);
        assertThat(again.path("replayOf")).isEqualTo(before.path("rawPosition"));
        assertThat(before.path("after").asLong()).isEqualTo(again.path("id").asLong());
        assertThat(city.get("/api/dead-letters/" + again.path("id").asLong())
                        .path("before")
                        .asLong())
                .isEqualTo(id);
        assertThat(city.get("/api/dead-letters/" + again.path("id").asLong())
                        .path("content")
                        .path("hex")
                        .asString())
                .startsWith("0000  01 02 03 04");
    }

    @Test
    void manyAreReplayedInTheBackgroundAndEachOnce() throws Exception {
        String gateway = "many-" + NAMES.incrementAndGet();
        int letters = 230;
        for (int i = 0; i < letters; i++) {
            send(gateway, telemetry(i));
        }
        awaitLetters("limit=500&gateway=hue/" + gateway, letters);
        city.enrol("hue", gateway);
        Map<String, String> all = Map.of("gateway", "hue/" + gateway);

        JsonNode job = read(city.post("/api/dead-letters/replays", all));
        JsonNode nothing = read(city.post("/api/dead-letters/replays", all));

        assertThat(job.path("letters").asInt()).isEqualTo(letters);
        assertThat(nothing.path("letters").asInt())
                .as("they are queued already")
                .isZero();
        JsonNode done = await().atMost(PATIENCE)
                .until(
                        () -> city.get(
                                "/api/dead-letters/replays/" + job.path("id").asLong()),
                        now -> now.path("done").asBoolean());
        assertThat(done.path("replayed").asInt()).isEqualTo(letters);
        assertThat(done.path("percent").asInt()).isEqualTo(100);
        var places = letters("limit=500&gateway=hue/" + gateway)
                .valueStream()
                .map(letter -> letter.path("replayedAs").asString())
                .toList();
        assertThat(places).doesNotHaveDuplicates().hasSize(letters);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(city.conservation().conserved()).isTrue());
        assertThat(letters("state=OPEN&gateway=hue/" + gateway)).isEmpty();
    }

    @Test
    void pagesOfTheListFollowEachOtherWithoutGapOrRepetition() throws Exception {
        String gateway = "paged-" + NAMES.incrementAndGet();
        for (int i = 0; i < 7; i++) {
            send(gateway, telemetry(i));
        }
        awaitLetters("gateway=hue/" + gateway, 7);

        var seen = new ArrayList<Long>();
        String before = "";
        do {
            JsonNode page = city.get("/api/dead-letters?limit=3&gateway=hue/" + gateway + before);
            page.path("letters").forEach(letter -> seen.add(letter.path("id").asLong()));
            before = page.path("before").isNull()
                    ? ""
                    : "&before=" + page.path("before").asLong();
        } while (!before.isEmpty());

        assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
        Instant future = CLOCK.instant().plusSeconds(3600);
        assertThat(letters("gateway=hue/" + gateway + "&from=" + future)).isEmpty();
        assertThat(letters("gateway=hue/" + gateway + "&to=" + future)).hasSize(7);
        assertThat(letters("gateway=hue/" + gateway + "&reason=bad-topic")).isEmpty();
    }

    @Test
    void dismissingNeedsAReasonAndIsFinal() throws Exception {
        String gateway = "unwanted-" + NAMES.incrementAndGet();
        send(gateway, telemetry(1));
        long id = awaitLetters("gateway=hue/" + gateway, 1).get(0).path("id").asLong();

        assertThat(city.post("/api/dead-letters/dismissals", Map.of("ids", List.of(id), "why", " "))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> done = city.send(city.request("/api/dead-letters/dismissals")
                .header("Content-Type", "application/json")
                .header("X-On-Behalf-Of", "lan")
                .POST(HttpRequest.BodyPublishers.ofString("{\"ids\":[" + id + "],\"why\":\"thử nghiệm\"}")));

        assertThat(read(done).path("letters").asInt()).isEqualTo(1);
        JsonNode letter = city.get("/api/dead-letters/" + id);
        assertThat(letter.path("state").asString()).isEqualTo("DISMISSED");
        assertThat(letter.path("stateBy").asString()).isEqualTo("lan");
        assertThat(letter.path("stateWhy").asString()).isEqualTo("thử nghiệm");
        assertThat(city.post("/api/dead-letters/" + id + "/replay", Map.of()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void theSameBurialTwiceIsOneLetter() throws Exception {
        String gateway = "twice-" + NAMES.incrementAndGet();
        String marker = "after-" + gateway;
        for (String sender : List.of(gateway, gateway, marker)) {
            var record = new ProducerRecord<>(RawTopics.DEAD, 0, "hue/" + sender, new byte[] {1});
            record.headers()
                    .add(RawTopics.HEADER_RAW_POSITION, ("9:" + Math.abs(sender.hashCode())).getBytes(UTF_8))
                    .add(RawTopics.HEADER_RECEIVED_AT, "1790000000000".getBytes(UTF_8))
                    .add(RawTopics.HEADER_REASON, "undecodable".getBytes(UTF_8));
            raw.send(record).get();
        }

        awaitLetters("gateway=hue/" + marker, 1);
        assertThat(letters("gateway=hue/" + gateway)).hasSize(1);
        city.context()
                .getBean(DeadLetters.class)
                .dismiss(LetterFilter.of(null, "hue/" + gateway, null, null, null, null), "only a test", "test");
    }

    @ParameterizedTest
    @CsvSource({
        "'/api/dead-letters?reason=nonsense', nonsense",
        "'/api/dead-letters?state=GONE', GONE",
        "'/api/dead-letters?from=yesterday', yesterday",
        "'/api/dead-letters/export?format=exe', exe",
    })
    void aWordThatMeansNothingIsRefusedInBothLanguages(String path, String value) throws Exception {
        HttpResponse<String> answer = city.send(city.request(path).GET());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(read(answer).path("detail").asString()).contains("'" + value + "'", " / ");
    }

    @Test
    void everythingIsReplayedOnlyWhenThatIsSaid() throws Exception {
        assertThat(city.post("/api/dead-letters/replays", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(city.post("/api/dead-letters/dismissals", Map.of("why", "weil"))
                        .statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/dead-letters", "/api/dead-letters/counts", "/api/dead-letters/export", "/dead-letters"})
    void nobodySeesThemWithoutAName(String path) throws Exception {
        assertThat(city.send(city.anonymous(path).GET()).statusCode()).isIn(302, 303, 401, 403);
    }

    @Test
    void everyRejectedMessageIsInTheIndex() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode counts = city.get("/api/dead-letters/counts");
            assertThat(counts.path("total").asLong())
                    .isEqualTo(counts.path("open").asLong()
                            + counts.path("replayed").asLong()
                            + counts.path("dismissed").asLong());
            // The test of burials puts two letters there that were no messages.
            assertThat(counts.path("total").asLong() - city.conservation().rejected())
                    .isBetween(0L, 2L);
        });
    }
}
