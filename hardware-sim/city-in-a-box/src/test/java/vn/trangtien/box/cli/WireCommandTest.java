package vn.trangtien.box.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.wire.RandomPayloads;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;

class WireCommandTest {

    private static final byte[] ONE_METRIC = HexFormat.of().parseHex("0880d095ffbc31c2b8020a0a04646f6f7210043801");
    private static final String TOPIC = "hue/hue-cau-truong-tien/W1/A1/river";

    record Ran(int exitCode, byte[] out, String err) {
        String text() {
            return new String(out, UTF_8);
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    @Test
    void decodeShowsTypesAndTime() {
        JsonNode shown = decode(ONE_METRIC).json();

        assertThat(shown.path("timestamp").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(shown.path("time").asString()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(shown.at("/metrics/door/type").asString()).isEqualTo("BOOL");
        assertThat(shown.at("/metrics/door/value").asBoolean()).isTrue();
        assertThat(shown.has("gzip")).isFalse();
    }

    @Test
    void decodeInflatesAndSaysSo() {
        KuraPayload payload =
                KuraPayload.builder().body("a".repeat(500).getBytes(UTF_8)).build();

        JsonNode shown = decode(KuraCodec.encode(payload, true)).json();

        assertThat(shown.path("gzip").asBoolean()).isTrue();
        assertThat(shown.at("/body/text").asString()).hasSize(500);
    }

    @Test
    void decodeExplainsTheTopic() {
        JsonNode topic = decode(ONE_METRIC, "--topic", TOPIC).json().path("topic");

        assertThat(topic.path("client").asString()).isEqualTo("hue-cau-truong-tien");
        assertThat(topic.path("kind").asString()).isEqualTo("TELEMETRY");
        assertThat(decode(ONE_METRIC, "--topic", "a/b")
                        .json()
                        .at("/topic/problem")
                        .asString())
                .contains("not <account>/<client>");
    }

    @Test
    void decodeTakesOneMessageALineWithOrWithoutItsTopic() {
        String hex = HexFormat.ofDelimiter(" ").formatHex(ONE_METRIC);

        Ran ran = decode((hex + "\n" + TOPIC + " " + hex.replace(" ", "") + "\n").getBytes(UTF_8), "--hex");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.text().lines()).hasSize(2);
        assertThat(JsonMapper.shared()
                        .readTree(ran.text().lines().toList().get(1))
                        .at("/topic/rest")
                        .asString())
                .isEqualTo("A1/river");
    }

    @Test
    void decodeTakesBase64() {
        byte[] line = (TOPIC + " " + Base64.getEncoder().encodeToString(ONE_METRIC)).getBytes(UTF_8);

        assertThat(decode(line, "--base64").json().at("/metrics/door/value").asBoolean())
                .isTrue();
    }

    @Test
    void aLineThatCannotBeDecodedIsNamedAndTheOthersAreShown() {
        Ran ran = decode("68656c6c6f\nzz\n0880d095ffbc31\n".getBytes(UTF_8), "--hex");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.text().lines()).hasSize(1);
        assertThat(ran.err()).contains("line 1: not a Kura payload", "at byte", "line 2: ", "character 1 is 'z'");
    }

    @Test
    void aLineFeedOfThePipeIsRecognised() {
        byte[] spoilt = java.util.Arrays.copyOf(ONE_METRIC, ONE_METRIC.length + 1);
        spoilt[ONE_METRIC.length] = '\n';

        Ran ran = decode(spoilt);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("mosquitto_sub -N");
    }

    @Test
    void lenientMakesABodyOfWhatCannotBeDecoded() {
        assertThat(decode("hello".getBytes(UTF_8), "--lenient")
                        .json()
                        .at("/body/text")
                        .asString())
                .isEqualTo("hello");
    }

    @Test
    void encodeUndoesDecode() {
        var payloads = new RandomPayloads(7);
        for (int i = 0; i < 50; i++) {
            byte[] message = KuraCodec.encode(payloads.next());

            assertThat(encode(decode(message).out()).out()).isEqualTo(message);
        }
    }

    @Test
    void encodeWritesHexAndCompressesWhereThatIsShorter() {
        byte[] json = ("{\"body\":{\"text\":\"" + "a".repeat(500) + "\"}}").getBytes(UTF_8);

        assertThat(encode(json, "--gzip", "--hex").text()).startsWith("1f8b").endsWith("\n");
        assertThat(encode("{\"timestamp\":1}".getBytes(UTF_8), "--gzip", "--hex")
                        .text())
                .isEqualTo("0801\n");
    }

    @Test
    void encodeWritesNothingWhenTheJsonIsWrong() {
        Ran ran = encode("{\"metrics\":{\"a\":[]}}".getBytes(UTF_8));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("metrics.a must be").doesNotContain("Exception");
    }

    private static Ran decode(byte[] input, String... arguments) {
        var out = new ByteArrayOutputStream();
        return run(new WireDecodeCommand(new ByteArrayInputStream(input)), out, arguments);
    }

    private static Ran encode(byte[] input, String... arguments) {
        var out = new ByteArrayOutputStream();
        return run(new WireEncodeCommand(new ByteArrayInputStream(input), out), out, arguments);
    }

    private static Ran run(Object command, ByteArrayOutputStream out, String... arguments) {
        var err = new StringWriter();
        var line = new CommandLine(command);
        line.setOut(new PrintWriter(out, true, UTF_8));
        line.setErr(new PrintWriter(err));
        int exitCode = line.execute(arguments);
        return new Ran(exitCode, out.toByteArray(), err.toString());
    }
}
