package vn.trangtien.ingest.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.UndecodableException;

class PayloadsTest {

    @Test
    void jsonOfAKuraGatewayIsAPayload() throws UndecodableException {
        KuraPayload payload = Payloads.decode(
                "{\"sentOn\":1700000000000,\"metrics\":{\"door\":true,\"temp\":28.25,\"rssi\":-71,\"unit\":\"µg/m³\",\"count\":9007199254740993}}"
                        .getBytes(UTF_8));

        assertThat(payload.timestampMs()).hasValue(1_700_000_000_000L);
        assertThat(payload.metrics())
                .containsEntry("door", MetricValue.of(true))
                .containsEntry("temp", MetricValue.of(28.25))
                .containsEntry("rssi", MetricValue.of(-71L))
                .containsEntry("unit", MetricValue.of("µg/m³"))
                .containsEntry("count", MetricValue.of(9_007_199_254_740_993L));
    }

    @Test
    void namesAreTakenInAnyCaseAndTheBodyIsBase64() throws UndecodableException {
        KuraPayload payload = Payloads.decode(
                "{\"SENTON\":1,\"Position\":{\"Latitude\":16.4,\"LONGITUDE\":107.5,\"status\":4},\"body\":\"AAH/\"}"
                        .getBytes(UTF_8));

        assertThat(payload.timestampMs()).hasValue(1);
        assertThat(payload.position().orElseThrow().status()).hasValue(4);
        assertThat(payload.body().orElseThrow()).containsExactly(0, 1, 0xff);
    }

    @Test
    void protocolBuffersAreReadAsBefore() throws UndecodableException {
        KuraPayload payload = KuraPayload.builder().metric("a", 1.0).build();

        assertThat(Payloads.decode(KuraCodec.encode(payload, true))).isEqualTo(payload);
        assertThat(Payloads.decode(new byte[0])).isEqualTo(KuraPayload.builder().build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{}x",
                "{\"other\":1}",
                "{\"metrics\":[]}",
                "{\"metrics\":{\"a\":null}}",
                "{\"metrics\":{\"a\":{}}}",
                "{\"metrics\":{\"\":1}}",
                "{\"metrics\":{\"a\":\"\\ud800\"}}",
                "{\"sentOn\":1.5}",
                "{\"body\":7}",
                "{\"body\":\"?\"}",
                "{\"position\":{\"latitude\":1}}",
                "{\"position\":{\"latitude\":1,\"longitude\":\"x\"}}",
                "hello"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Payloads.decode(text.getBytes(UTF_8))).isInstanceOf(UndecodableException.class);
    }
}
