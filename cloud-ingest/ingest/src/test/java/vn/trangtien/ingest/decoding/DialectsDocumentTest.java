package vn.trangtien.ingest.decoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.trangtien.events.Observation;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;

/** Every example of {@code docs/dialects.md} says what the document says that it says. */
class DialectsDocumentTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example topic=(\\S+) stores=(.+?) -->\\s*```(\\w+)\\n(.+?)```", Pattern.DOTALL);
    private static final Instant RECEIVED = Instant.ofEpochMilli(1_795_600_002_000L);

    @Test
    void examplesAreUnderstoodAsTheyAreExplained() throws IOException {
        var example = EXAMPLE.matcher(Files.readString(document()));
        var dialects = new ArrayList<String>();
        while (example.find()) {
            byte[] payload = example.group(3).equals("hex")
                    ? HexFormat.of().parseHex(example.group(4).replaceAll("\\s", ""))
                    : example.group(4).getBytes(UTF_8);
            var raw = new RawMessage(example.group(1), RECEIVED, payload, new GatewayId("hue", "gw-1"));
            dialects.add(Decoders.nameOf(raw));

            assertThat(stored(raw))
                    .as(example.group(1))
                    .containsExactly(example.group(2).split(","));
        }
        assertThat(dialects)
                .containsExactly("sparkplug-b", "senml-json", "thingsboard-json", "thingsboard-json", "kura");
    }

    private static List<String> stored(RawMessage raw) {
        Decoded decoded = Decoders.decode(raw);
        Understood said = decoded.understood().orElseThrow(() -> new AssertionError(decoded.rejection()));
        if (said instanceof Understood.OfNode node) {
            said = SparkplugSession.take(SparkplugState.UNKNOWN, node)
                    .decoded()
                    .understood()
                    .orElseThrow();
        }
        return ((Understood.Telemetry) said)
                .observations().stream().map(DialectsDocumentTest::text).toList();
    }

    private static String text(Observation one) {
        return one.channel().path() + "=" + String.valueOf(one.value()).replaceAll("\\.0$", "") + one.unit();
    }

    private static Path document() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/dialects.md"))) {
            folder = folder.getParent();
        }
        return folder.resolve("docs/dialects.md");
    }
}
