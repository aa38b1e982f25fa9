package vn.trangtien.ingest.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.SpoolMark;

/** What is read of a message to tell it from others is what reading all of it would tell. */
class RecognisingTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final String TELEMETRY = "hue/gw-1/EDGE-V1/telemetry/river";
    private static final byte[] NUMBERED =
            KuraCodec.encode(new SpoolMark("spool", 7).on(TestGateway.payload("river", "level", 1.25, AT)));

    @Test
    void aNumberIsFoundWithoutReadingTheValues() {
        Understood glanced = understood(Decoders.recognise(message(TELEMETRY, NUMBERED)));

        assertThat(glanced).isInstanceOf(Understood.Unread.class);
        assertThat(glanced.identity())
                .isEqualTo(understood(Decoders.decode(message(TELEMETRY, NUMBERED)))
                        .identity());
        assertThat(glanced.gateway().key()).isEqualTo("hue/gw-1");
    }

    @Test
    void aMessageWithoutANumberIsReadWhole() {
        byte[] foreign = KuraCodec.encode(TestGateway.payload("river", "level", 1.25, AT));

        assertThat(Decoders.recognise(message(TELEMETRY, foreign)))
                .isEqualTo(Decoders.decode(message(TELEMETRY, foreign)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$EDC/hue/gw-1/MQTT/BIRTH", "$EDC/hue/gw-1/MQTT/DC", "hue/gw-1/GW-V1/report"})
    void whateverElseIsNumberedIsReadWholeForWhatItGivesUpOrTells(String topic) {
        assertThat(Decoders.recognise(message(topic, NUMBERED)))
                .hasToString(Decoders.decode(message(topic, NUMBERED)).toString());
    }

    @Test
    void whatNobodyCanReadIsRefusedEitherWay() {
        byte[] cut = Arrays.copyOf(NUMBERED, NUMBERED.length - 3);

        assertThat(Decoders.recognise(message(TELEMETRY, cut)).rejection())
                .isEqualTo(Decoders.decode(message(TELEMETRY, cut)).rejection())
                .isPresent();
        byte[] words = "hello".getBytes(StandardCharsets.UTF_8);
        assertThat(Decoders.recognise(message("nowhere", words)).rejection())
                .isEqualTo(Decoders.decode(message("nowhere", words)).rejection())
                .isPresent();
    }

    private static Understood understood(Decoded decoded) {
        Optional<Understood> understood = decoded.understood();
        assertThat(understood).isPresent();
        return understood.orElseThrow();
    }

    private static RawMessage message(String topic, byte[] payload) {
        return new RawMessage(topic, AT, payload);
    }
}
