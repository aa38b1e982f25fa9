package vn.trangtien.ingest.decoding.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.ingest.decoding.Decoded;
import vn.trangtien.ingest.decoding.Decoders;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.decoding.Samples;
import vn.trangtien.ingest.decoding.SparkplugBytes;
import vn.trangtien.ingest.decoding.SparkplugCommand;
import vn.trangtien.ingest.decoding.SparkplugMetric;
import vn.trangtien.ingest.decoding.Understood;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.registry.GatewayId;

class SparkplugDialectTest {

    private static final Instant RECEIVED = Instant.ofEpochMilli(SparkplugBytes.T);
    private static final byte[] NOTHING = {};

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "spBv1.0/hue/NBIRTH, BAD_TOPIC",
        "spBv1.0/hue/NBIRTH/g/d/e, BAD_TOPIC",
        "spBv1.0/hue//g, BAD_TOPIC",
        "spBv1.0/hu.e/NBIRTH/g, UNSUPPORTED_TOPIC",
        "spBv1.0/hue/NBIRTH/Huế, UNSUPPORTED_TOPIC",
        "spBv1.0/hue/NBIRTH/g/pump, UNSUPPORTED_TOPIC",
        "spBv1.0/hue/DDATA/g, UNSUPPORTED_TOPIC",
        "spBv1.0/hue/OTHER/g, UNSUPPORTED_TOPIC",
        "spBv1.0/hue/DDATA/g/node, BAD_NAME",
    })
    void topicThatIsNoneIsRefused(String topic, Reason reason) {
        assertThat(decode(topic, NOTHING).rejection().orElseThrow().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spBv1.0/STATE/scada", "spBv1.0/hue/NCMD/g", "spBv1.0/hue/DCMD/g/pump"})
    void whatNoNodeSaysIsSetAside(String topic) {
        assertThat(decode(topic, new byte[] {1, 2, 3})).isEqualTo(Decoded.aside());
    }

    @Test
    void rebirthIsTheCommandThatTheSpecificationNames() {
        var node = new GatewayId("hue", "g");

        assertThat(SparkplugCommand.topic(node)).isEqualTo("spBv1.0/hue/NCMD/g");
        // timestamp 1795600000000; metric { name "Node Control/Rebirth", datatype Boolean, boolean_value true }
        assertThat(SparkplugCommand.rebirth(RECEIVED))
                .asHexString()
                .isEqualToIgnoringCase("0880C8E690A134121A0A144E6F646520436F6E74726F6C2F52656269727468200B7001");
    }

    @Test
    void willIsNotKnownByItsBytesSinceTheyComeAgain() {
        assertThat(ofNode("spBv1.0/hue/NDEATH/g", SparkplugBytes.NDEATH).identity())
                .isEmpty();
        assertThat(ofNode("spBv1.0/hue/NBIRTH/g", SparkplugBytes.NBIRTH).identity())
                .isPresent();
    }

    @Test
    void messageWithoutATimeProvesNoRepetition() {
        byte[] untimed = {0x18, 5};

        assertThat(ofNode("spBv1.0/hue/NDATA/g", untimed).identity()).isEmpty();
    }

    @Test
    void asManyMetricsAsOneMessageMayHold() {
        var metrics = new SparkplugBytes[Samples.MOST + 1];
        for (int i = 0; i < metrics.length; i++) {
            metrics[i] = SparkplugBytes.aliased(i);
        }

        assertThat(decode("spBv1.0/hue/NDATA/g", SparkplugBytes.payload(1, 0, metrics))
                        .rejection()
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void templatesWithinEachOtherAreRefusedBeforeTheStackIsFull() {
        assertThat(decode("spBv1.0/hue/NDATA/g", SparkplugBytes.payload(1, 0, SparkplugBytes.nested(8)))
                        .understood())
                .isPresent();
        assertThat(decode("spBv1.0/hue/NDATA/g", SparkplugBytes.payload(1, 0, SparkplugBytes.nested(60)))
                        .rejection()
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void damagedBytesAreNamedWithTheirPlace() {
        assertThat(decode("spBv1.0/hue/NDATA/g", new byte[] {0x12, 0x7f})
                        .rejection()
                        .orElseThrow()
                        .detail())
                .isEqualTo("not a Sparkplug payload: length 127 where 0 bytes are left at byte 1");
    }

    @Test
    void sequenceNumbersBeyond255AreNone() {
        assertThat(ofNode("spBv1.0/hue/NDATA/g", new byte[] {0x18, (byte) 0x80, 0x02})
                        .message()
                        .seq())
                .isEmpty();
        assertThat(ofNode("spBv1.0/hue/NDATA/g", new byte[] {0x18, (byte) 0xff, 0x01})
                        .message()
                        .seq())
                .hasValue(255);
    }

    @Test
    void aliasUsesAll64Bits() {
        assertThat(ofNode(
                                "spBv1.0/hue/NDATA/g",
                                SparkplugBytes.payload(
                                        1, 0, SparkplugBytes.aliased(-1).number(2)))
                        .message()
                        .metrics())
                .singleElement()
                .extracting(SparkplugMetric::alias)
                .isEqualTo(java.util.OptionalLong.of(-1));
    }

    private static Understood.OfNode ofNode(String topic, byte[] payload) {
        return (Understood.OfNode) decode(topic, payload).understood().orElseThrow();
    }

    private static Decoded decode(String topic, byte[] payload) {
        return Decoders.decode(new RawMessage(topic, RECEIVED, payload));
    }
}
