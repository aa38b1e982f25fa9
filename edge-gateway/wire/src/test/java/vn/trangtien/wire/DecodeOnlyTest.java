package vn.trangtien.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.wire.UndecodableException.Reason;

/** Bytes that no good writer sends and every reader meets; D-numbers are those of the protocol's description. */
class DecodeOnlyTest {

    @Test
    void d1NothingIsAnEmptyPayload() throws UndecodableException {
        assertThat(KuraCodec.decode(new byte[0]))
                .isEqualTo(KuraPayload.builder().build());
    }

    @Test
    void d2UnknownTypeSpoilsTheWholeMessage() {
        undecodable("c2b802050a01611009", Reason.MISSING_FIELD);
    }

    @Test
    void d4ValueDefaultsToTheZeroOfItsType() throws UndecodableException {
        assertThat(decode("c2b802050a01611000").metrics()).containsOnly(entry("a", MetricValue.of(0.0)));
    }

    @Test
    void d6LastMetricOfANameWins() throws UndecodableException {
        assertThat(decode("c2b802070a016110033001c2b802070a016110033002").metrics())
                .containsOnly(entry("a", MetricValue.of(2)));
    }

    @Test
    void d8PlainTextIsNoPayload() {
        undecodable("68656c6c6f", Reason.MALFORMED);
    }

    @Test
    void d11UnknownFieldIsSkipped() throws UndecodableException {
        assertThat(decode("080182f70203616263"))
                .isEqualTo(KuraPayload.builder().timestampMs(1).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2b802050a01611009", "68656c6c6f", "1f8b0800ff"})
    void wrapsWhatItCannotRead(String hex) {
        KuraPayload wrapped = KuraCodec.decodeOrWrap(Hex.of(hex));

        assertThat(wrapped).isEqualTo(KuraPayload.builder().body(Hex.of(hex)).build());
    }

    @Test
    void replySeenOnALiveGateway() throws UndecodableException {
        KuraPayload reply = decode(
                "08889a99a5a034c2b802140a0d726573706f6e73652e636f6465100330c801" + "cab8020b617267733d5b612c20625d");

        assertThat(reply.metrics()).containsOnly(entry("response.code", MetricValue.of(200)));
        assertThat(reply.body()).hasValue("args=[a, b]".getBytes(US_ASCII));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "metric without a name,             c2b80204 1000 3801,                           MISSING_FIELD",
        "metric without a type,             c2b80203 0a0161,                              MISSING_FIELD",
        "position without a longitude,      1209 09 0000000000000000,                     MISSING_FIELD",
        "empty position,                    1200,                                         MISSING_FIELD",
        "field number 0,                    00,                                           MALFORMED",
        "wire type 7,                       1f00,                                         MALFORMED",
        "wire type 6,                       1e00,                                         MALFORMED",
        "end of a group never begun,        1c,                                           MALFORMED",
        "group never ended,                 1b,                                           MALFORMED",
        "group ended as another,            1b24,                                         MALFORMED",
        "number of eleven bytes,            08 ffffffffffffffffffff01,                    MALFORMED",
        "number cut short,                  08ff,                                         MALFORMED",
        "length beyond the end,             cab80205 00,                                  MALFORMED",
        "negative length,                   cab802 ffffffffffffffffff01,                  MALFORMED",
        "metric longer than its message,    c2b80202 0a05,                                MALFORMED",
        "gzip header and nothing else,      1f8b,                                         MALFORMED"
    })
    void refuses(String what, String hex, Reason reason) {
        undecodable(hex, reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "group within a group,              0801 1b 23 0805 24 1c",
        "known number with another type,    0801 0a0178 c0b80205",
        "timestamp twice,                   0807 0801",
        "extension range,                   0801 1a0101 25 01020304 29 0102030405060708"
    })
    void skipsWhatItDoesNotKnow(String what, String hex) throws UndecodableException {
        assertThat(decode(hex)).isEqualTo(KuraPayload.builder().timestampMs(1).build());
    }

    @Test
    void positionInTwoPartsIsOne() throws UndecodableException {
        KuraPayload payload = decode("1209 09 0000000000003040 1209 11 0000000000c05a40");

        assertThat(payload.position()).hasValue(KuraPosition.of(16, 107));
    }

    @Test
    void declaredTypeChoosesTheValueWhateverElseIsThere() throws UndecodableException {
        // type INT32, but only a string and a double are present
        assertThat(decode("c2b80211 0a0161 1003 420178 19 0000000000003040").metrics())
                .containsOnly(entry("a", MetricValue.of(0)));
    }

    @Test
    void malformedUtf8IsReplaced() throws UndecodableException {
        assertThat(decode("c2b80208 0a0161 1005 4201ff").metrics()).containsOnly(entry("a", MetricValue.of("\uFFFD")));
    }

    @Test
    void groupsDeeperThanTheLimitAreRefused() throws UndecodableException {
        assertThat(decode("1b".repeat(100) + "1c".repeat(100)).metrics()).isEmpty();
        undecodable("1b".repeat(101) + "1c".repeat(101), Reason.MALFORMED);
        undecodable("1b".repeat(1_000_000), Reason.MALFORMED);
    }

    @Test
    void builderRefusesWhatKuraCouldNotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KuraPayload.builder().metric("", 1))
                .withMessageContaining("a metric needs a name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricValue.of("half \uD83D"))
                .withMessageContaining("surrogate pair at 5");
    }

    private static Map.Entry<String, MetricValue> entry(String name, MetricValue value) {
        return Map.entry(name, value);
    }

    private static KuraPayload decode(String hex) throws UndecodableException {
        return KuraCodec.decode(Hex.of(hex));
    }

    private static void undecodable(String hex, Reason reason) {
        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> decode(hex))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
