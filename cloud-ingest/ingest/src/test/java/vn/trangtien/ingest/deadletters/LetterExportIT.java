package vn.trangtien.ingest.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.raw.RawMessage;

/** Letters that somebody takes along. */
class LetterExportIT extends LetterStand {

    @Test
    void lettersAreTakenAlongWithTheirBytesAndNoSpreadsheetComputesThem() throws Exception {
        String gateway = "taken-" + NAMES.incrementAndGet();
        String topic = "=cmd|' /C calc'!A0";
        byte[] bytes = {0, (byte) 0xff, 10, 13};
        raw.send(new RawMessage(topic, CLOCK.instant(), bytes).toRecord()).get();
        send(gateway, bytes);
        awaitLetters("gateway=hue/" + gateway, 1);
        long evil = awaitLetters("reason=bad-topic&gateway=" + enc(topic), 1)
                .get(0)
                .path("id")
                .asLong();

        HttpResponse<String> lines = city.send(
                city.request("/api/dead-letters/export?gateway=hue/" + gateway).GET());
        JsonNode line = JsonMapper.shared().readTree(lines.body());
        assertThat(Base64.getDecoder().decode(line.path("payload").asString())).isEqualTo(bytes);
        assertThat(line.path("letter").path("sender").asString()).isEqualTo("hue/" + gateway);
        assertThat(names(line.path("headers"))).contains("topic", "receivedAt");

        Map<String, byte[]> files = unzip("/api/dead-letters/export?format=zip&ids=" + evil);
        assertThat(files.keySet().stream().filter(name -> name.endsWith(".bin")).map(files::get))
                .containsExactly(bytes);
        assertThat(new String(files.get("letters.csv"), UTF_8)).contains(",\"'=cmd|' /C calc'!A0\",");
    }

    private static Map<String, byte[]> unzip(String path) throws Exception {
        byte[] body = java.net.http.HttpClient.newHttpClient()
                .send(city.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
