package vn.trangtien.ingest.decoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.kura.KuraDialect;
import vn.trangtien.ingest.decoding.senml.SenmlDialect;
import vn.trangtien.ingest.decoding.sparkplug.SparkplugDialect;
import vn.trangtien.ingest.decoding.thingsboard.ThingsBoardDialect;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;

/** Whatever the bytes, a decoder answers or refuses; it throws nothing else, and memory stays within bounds. */
class HostileBytesTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00Z");
    private static final GatewayId G = new GatewayId("hue", "g");
    private static final List<Dialect> ALL =
            List.of(new SparkplugDialect(), new SenmlDialect(), new ThingsBoardDialect(), new KuraDialect());
    private static final List<String> TOPICS = List.of(
            "hue/g/W1/A1/river",
            "$EDC/hue/g/MQTT/BIRTH",
            "hue/g/CAM-V1/snapshot/cam",
            "spBv1.0/hue/NBIRTH/g",
            "spBv1.0/hue/DDATA/g/pump",
            "spBv1.0/hue/NDEATH/g",
            "hue/g/senml",
            "v1/devices/me/telemetry",
            "v1/gateway/telemetry",
            "v1/gateway/attributes",
            "v1/gateway/connect");

    private static final List<byte[]> GOOD = List.of(
            SparkplugBytes.NBIRTH,
            SparkplugBytes.DDATA,
            KuraCodec.encode(
                    KuraPayload.builder().timestampMs(1).metric("level", 1.5).build()),
            "[{\"bn\":\"urn:dev:ow:1:\",\"bt\":1.7e9,\"n\":\"a\",\"u\":\"Cel\",\"v\":-1.5e3,\"s\":2}]".getBytes(UTF_8),
            "{\"Device A\":[{\"ts\":1700000000000,\"values\":{\"t\":1,\"b\":true,\"s\":\"\\ud83d\\ude00\"}}]}"
                    .getBytes(UTF_8),
            "{\"ts\":1700000000000,\"values\":{\"t\":1}}".getBytes(UTF_8));

    @Test
    void damagedMessagesOfAllKindsOnAllTopics() throws Refused {
        var random = new Random(20_261_123);
        SparkplugState state = SparkplugState.UNKNOWN;
        for (int i = 0; i < 40_000; i++) {
            byte[] bytes = damaged(GOOD.get(random.nextInt(GOOD.size())), random);
            var raw = new RawMessage(TOPICS.get(random.nextInt(TOPICS.size())), RECEIVED, bytes, G);
            for (Dialect dialect : ALL) {
                if (dialect.reads(raw)) {
                    state = step(decode(dialect, raw), state);
                    break;
                }
            }
        }
        assertThat(state).as("some of it was understood").isNotEqualTo(SparkplugState.UNKNOWN);
    }

    @Test
    void topicsOfAllKinds() {
        var random = new Random(20_261_124);
        String alphabet = "spBv1.0/hueg$+#EDC\u0000đ\ud800STATEN";
        for (int i = 0; i < 20_000; i++) {
            var topic = new StringBuilder(random.nextBoolean() ? "spBv1.0/" : "");
            for (int n = random.nextInt(30); n > 0; n--) {
                topic.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            decode(new RawMessage(topic.toString(), RECEIVED, SparkplugBytes.NBIRTH, G));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1/devices/me/telemetry", "v1/gateway/telemetry", "hue/g/senml", "hue/g/W1/A1/x"})
    void deepNestingIsRefusedAndNotClimbed(String topic) {
        String deep = "[{\"a\":".repeat(100_000);

        assertThat(decode(new RawMessage(topic, RECEIVED, deep.getBytes(UTF_8), G))
                        .rejection())
                .isPresent();
    }

    @Test
    void aMillionValuesAreRefusedInAnyDialect() {
        String values = many(1_000_000);

        assertThat(reason("v1/devices/me/telemetry", ("{" + values + "}").getBytes(UTF_8)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason("hue/g/W1/A1/x", ("{\"metrics\":{" + values + "}}").getBytes(UTF_8)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason("hue/g/senml", ("[" + "{\"n\":\"a\",\"v\":1},".repeat(1_000_000) + "{}]").getBytes(UTF_8)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(reason(
                        "spBv1.0/hue/NDATA/g",
                        repeated(SparkplugBytes.payload(1, 0, SparkplugBytes.aliased(1)), 1_000_000)))
                .isEqualTo(Reason.TOO_LARGE);
        var kura = KuraPayload.builder();
        for (int i = 0; i < 30_000; i++) {
            kura.metric("k" + i, 1.0);
        }
        assertThat(reason("hue/g/W1/A1/x", KuraCodec.encode(kura.build()))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void zipBombIsRefusedBeforeItFillsTheMemory() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }

        assertThat(reason("hue/g/W1/A1/x", bomb.toByteArray())).isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e999999999", "123456789012345678901234567890"})
    void numbersBeyondADoubleAreFaultsOrRounded(String number) {
        var said = (Understood.Telemetry) decode(new RawMessage(
                        "v1/devices/me/telemetry", RECEIVED, ("{\"a\":" + number + "}").getBytes(UTF_8), G))
                .understood()
                .orElseThrow();

        Double value = said.observations().get(0).value();
        assertThat(value == null || Double.isFinite(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "0x10", "01", "1.", "\"\\ud800\""})
    void whatIsNoNumberInJsonIsNoValue(String text) {
        byte[] payload = ("{\"a\":" + text + "}").getBytes(UTF_8);
        Decoded decoded = decode(new RawMessage("v1/devices/me/telemetry", RECEIVED, payload, G));

        assertThat(decoded.understood().filter(Understood.Telemetry.class::isInstance))
                .isEmpty();
        decoded.understood().ifPresent(said -> assertThat(said.attributes()).containsEntry("a", "\ufffd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\\u0000\":1}", "{\"   \":1}", "{\"a\\\\b\":1}"})
    void namesThatNoDatabaseTakesAreRefused(String text) {
        assertThat(reason("v1/devices/me/telemetry", text.getBytes(UTF_8))).isEqualTo(Reason.BAD_NAME);
    }

    private static Reason reason(String topic, byte[] payload) {
        return decode(new RawMessage(topic, RECEIVED, payload, G))
                .rejection()
                .orElseThrow()
                .reason();
    }

    /** Through the choice of dialects, and not by its net for our own mistakes. */
    private static Decoded decode(RawMessage raw) {
        Decoded decoded = Decoders.decode(raw);
        decoded.rejection().ifPresent(why -> assertThat(why.detail()).doesNotContain("please report"));
        return decoded;
    }

    private static Decoded decode(Dialect dialect, RawMessage raw) {
        try {
            return dialect.decode(raw);
        } catch (Refused refused) {
            assertThat(refused.rejection().detail()).isNotBlank();
            return Decoded.of(refused.rejection());
        }
    }

    private static SparkplugState step(Decoded decoded, SparkplugState state) {
        return decoded.understood().orElse(null) instanceof Understood.OfNode said
                ? SparkplugSession.take(state, said).after()
                : state;
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes =
                random.nextInt(10) == 0 ? java.util.Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        for (int hits = random.nextInt(6); hits > 0 && bytes.length > 0; hits--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static String many(int count) {
        var text = new StringBuilder(count * 10);
        for (int i = 0; i < count; i++) {
            text.append("\"k").append(i).append("\":1,");
        }
        return text.append("\"last\":1").toString();
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[] all = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }
}
