package vn.trangtien.box.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;

class PayloadJsonTest {

    private static final int SAMPLES = 5_000;

    @Test
    void everyPayloadComesBackFromItsJsonWithItsOrder() throws BadInput {
        var payloads = new RandomPayloads(20_261_123);
        for (int i = 0; i < SAMPLES; i++) {
            KuraPayload payload = payloads.next();

            KuraPayload back = PayloadParser.parse(json(payload));

            assertThat(back).isEqualTo(payload);
            assertThat(List.copyOf(back.metrics().keySet()))
                    .isEqualTo(List.copyOf(payload.metrics().keySet()));
        }
    }

    @Test
    void everyFloatOfASampleKeepsItsBits() throws BadInput {
        for (int bits = 1; bits > 0 && bits < 0x7f80_0000; bits += 104_729) {
            KuraPayload payload = KuraPayload.builder()
                    .metric("f", MetricValue.of(Float.intBitsToFloat(bits)))
                    .build();

            assertThat(PayloadParser.parse(json(payload))).isEqualTo(payload);
        }
    }

    @Test
    void aBareValueGetsTheTypeThatKuraGivesIt() throws BadInput {
        KuraPayload payload = PayloadParser.parse("{\"metrics\":{\"t\":\"x\",\"b\":true,\"w\":7,\"d\":7.0}}");

        assertThat(payload.metrics())
                .containsEntry("t", MetricValue.of("x"))
                .containsEntry("b", MetricValue.of(true))
                .containsEntry("w", MetricValue.of(7L))
                .containsEntry("d", MetricValue.of(7.0));
    }

    @Test
    void aTimeMayBeWrittenForPeople() throws BadInput {
        assertThat(PayloadParser.parse("{\"time\":\"2023-11-14T22:13:20Z\"}").timestampMs())
                .hasValue(1_700_000_000_000L);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"metrics\":                                    | line 1, column",
                "{\"metrics\":{},\\n \"metrics\":{}}               | line 2, column",
                "{\"timestamp\":1} {}                             | no JSON",
                "[]                                               | the message must be a JSON object",
                "{\"metric\":{}}                                  | no member 'metric'; known are body, metrics",
                "{\"timestamp\":1.5}                              | timestamp must be a whole number",
                "{\"time\":\"yesterday\"}                         | time must be like 2026",
                "{\"position\":{\"latitude\":16.4}}               | position.longitude is missing",
                "{\"position\":{\"latitude\":true,\"longitude\":1}} | position.latitude must be a number",
                "{\"metrics\":{\"a\":null}}                       | metrics.a must be",
                "{\"metrics\":{\"\":1}}                           | a metric needs a name",
                "{\"metrics\":{\"a\":{\"type\":\"BYTE\",\"value\":1}}} | metrics.a.type must be one of [DOUBLE, FLOAT",
                "{\"metrics\":{\"a\":{\"type\":\"INT32\",\"value\":2147483648}}} | metrics.a.value must be -2147483648 to 2147483647",
                "{\"metrics\":{\"a\":{\"type\":\"INT64\",\"value\":9223372036854775808}}} | at most 64 bits",
                "{\"metrics\":{\"a\":{\"type\":\"BOOL\",\"value\":1}}} | metrics.a.value must be true or false",
                "{\"metrics\":{\"a\":{\"type\":\"BYTES\",\"value\":\"????\"}}} | metrics.a.value: Illegal base64",
                "{\"metrics\":{\"a\":{\"type\":\"STRING\"}}}      | metrics.a.value must be a text, but was missing",
                "{\"metrics\":{\"a\":{\"type\":\"STRING\",\"value\":\"\",\"unit\":\"m\"}}} | no member 'unit'",
                "{\"body\":{\"text\":\"a\",\"base64\":\"\"}}      | body must be",
            })
    void whatIsWrongIsSaidWithItsPlace(String json, String reason) {
        assertThatThrownBy(() -> PayloadParser.parse(json.replace("\\n", "\n")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(reason);
    }

    private static String json(KuraPayload payload) {
        return JsonMapper.shared().writeValueAsString(PayloadPrinter.tree(payload));
    }
}
