package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.fleet.FleetClient;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.UndecodableException;

/** A dead letter with its bytes, as a technician takes it along. */
record Letter(String sender, String topic, String reason, byte[] payload) {

    private static final int GZIP_1 = 0x1f;
    private static final int GZIP_2 = 0x8b;

    /** Those that were received from then on. */
    static List<Letter> since(Instant from, FleetClient rest, Path folder)
            throws IOException, InterruptedException, FleetClient.Refused {
        Path file = folder.resolve("letters.ndjson");
        rest.download("/api/dead-letters/export?from=" + from, file);
        var letters = new ArrayList<Letter>();
        for (String line : Files.readAllLines(file)) {
            JsonNode json = JsonMapper.shared().readTree(line);
            JsonNode letter = json.path("letter");
            letters.add(new Letter(
                    letter.path("sender").asString(),
                    letter.path("topic").asString(),
                    letter.path("reason").asString(),
                    Base64.getDecoder().decode(json.path("payload").asString())));
        }
        return letters;
    }

    /** What must be wrong with it, by its own topic and bytes; "nothing" if a reader should have understood it. */
    String deserved() {
        if (topic.contains("/unheard-of/")) {
            return "unsupported-topic";
        }
        if ((payload[0] & 0xff) == GZIP_1 && (payload[1] & 0xff) == GZIP_2) {
            return "undecodable";
        }
        try {
            String asset = KuraCodec.decode(payload).text("assetName").orElse("");
            return asset.startsWith("../") ? "bad-name" : "nothing";
        } catch (UndecodableException cutShort) {
            return "undecodable";
        }
    }
}
