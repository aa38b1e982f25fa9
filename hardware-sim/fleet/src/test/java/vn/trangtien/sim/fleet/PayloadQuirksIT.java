package vn.trangtien.sim.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.trangtien.sim.fleet.Quirk.*;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.sim.fleet.Tap.Packet;
import vn.trangtien.sim.fleet.TwinReading.Channel;
import vn.trangtien.sim.fleet.TwinStand.Wired;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;

/** What the twin says, byte by byte. */
class PayloadQuirksIT extends TwinStandBase {

    private static final long MEASURED = 1_700_000_000_000L;

    /** Nothing special about payloads, and no waiting. */
    private static Set<Quirk> plainWith(Quirk... some) {
        Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        quirks.addAll(List.of(some));
        return quirks;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"e1", "e2", "e3", "e4", "e5", "e6"})
    void goldenPayloadsGoOutAsAGenuineGatewaySendsThem(String name) throws Exception {
        byte[] golden = vector(name);
        KuraPayload payload = KuraCodec.decode(golden);

        assertThat(sent(plainWith(), payload).payload()).isEqualTo(golden);

        byte[] compressed = sent(plainWith(GZIP_IF_SHORTER), payload).payload();
        boolean shorter = List.of("e2", "e5", "e6").contains(name);
        assertThat(compressed[0] == 0x1f).isEqualTo(shorter);
        assertThat(compressed.length).isLessThanOrEqualTo(golden.length);
        assertThat(KuraCodec.decode(compressed)).isEqualTo(payload);
    }

    @Test
    @Proves(METRIC_ORDER_RANDOM)
    void metricsComeInAnotherOrderEachTime() throws Exception {
        KuraPayload payload = KuraCodec.decode(vector("e6"));
        Wired wired = stand.connected(plainWith(METRIC_ORDER_RANDOM));

        IntStream.range(0, 5).forEach(any -> wired.twin().publish("W1", "A1/x", payload, 0, 7));
        await().until(() -> wired.tap().published("/W1/").size() == 5);

        List<Packet> packets = wired.tap().published("/W1/");
        assertThat(packets.stream().map(packet -> HexFormat.of().formatHex(packet.payload())))
                .doesNotHaveDuplicates();
        assertThat(packets).allSatisfy(packet -> assertThat(packet.decoded()).isEqualTo(payload));
    }

    @Test
    @Proves({GZIP_IF_SHORTER, PLAIN_JSON})
    void jsonIsNeverCompressed() throws Exception {
        byte[] json = sent(plainWith(PLAIN_JSON, GZIP_IF_SHORTER), KuraCodec.decode(vector("e2")))
                .payload();

        assertThat(new String(json, UTF_8))
                .isEqualTo(
                        "{\"sentOn\":1700000000000,\"metrics\":{\"door\":true,\"temp\":28.25,\"rssi\":-71,\"unit\":\"µg/m³\",\"pm25\":35.5,\"count\":9007199254740993,\"raw\":\"AAH/\"}}");
        Wired wired = stand.connected(plainWith(PLAIN_JSON));
        assertThat(new String(wired.tap().published("BIRTH").get(0).payload(), UTF_8))
                .contains("\"payload_encoding\":\"SIMPLE_JSON\"");
    }

    @Test
    @Proves({PUBLISHING_TIME, CHANNEL_TIMESTAMPS, ASSET_TIMESTAMP})
    void theTimeOfMeasuringStandsWhereTheModeSays() throws Exception {
        KuraPayload perChannel = telemetry(plainWith(PUBLISHING_TIME, CHANNEL_TIMESTAMPS, ASSET_TIMESTAMP));
        assertThat(perChannel.timestampMs().orElseThrow()).isGreaterThan(MEASURED);
        assertThat(perChannel.int64("level_timestamp")).hasValue(MEASURED);
        assertThat(perChannel.metrics()).doesNotContainKey("assetTimestamp");

        KuraPayload perAsset = telemetry(plainWith(PUBLISHING_TIME, ASSET_TIMESTAMP));
        assertThat(perAsset.int64("assetTimestamp")).hasValue(MEASURED);
        assertThat(perAsset.metrics()).doesNotContainKey("level_timestamp");

        KuraPayload none = telemetry(plainWith());
        assertThat(none.timestampMs()).hasValue(MEASURED);
        assertThat(none.metrics()).containsOnlyKeys("assetName", "level", "door");
    }

    @Test
    @Proves({ERROR_METRICS, UNIT_METRICS, TYPED_CHANNELS, PROPERTY_AS_BODY})
    void channelsSayAsMuchAsTheyAreConfiguredTo() throws Exception {
        KuraPayload much = telemetry(plainWith(ERROR_METRICS, UNIT_METRICS, TYPED_CHANNELS, PROPERTY_AS_BODY));
        assertThat(much.text("level_error")).hasValue("");
        assertThat(much.text("broken_error")).hasValue("no answer");
        assertThat(much.text("level_unit")).hasValue("m");
        assertThat(much.metrics()).containsEntry("door", MetricValue.of(true)).doesNotContainKey("broken");
        assertThat(much.body()).hasValueSatisfying(body -> assertThat(body).isEqualTo("river".getBytes(UTF_8)));

        KuraPayload little = telemetry(plainWith());
        assertThat(little.metrics())
                .containsOnlyKeys("assetName", "level", "door")
                .containsEntry("door", MetricValue.of(1.0));
        assertThat(little.body()).isEmpty();
    }

    @Test
    @Proves(TELEMETRY_AT_MOST_ONCE)
    void telemetryIsAsCarelessAsItsPublisher() throws Exception {
        assertThat(reading(plainWith(TELEMETRY_AT_MOST_ONCE)).qos()).isZero();
        assertThat(reading(plainWith()).qos()).isEqualTo(1);
    }

    @Test
    @Proves(UNDECODABLE_AS_BODY)
    void whatItCannotDecodeIsABody() throws Exception {
        byte[] foreign = "hello".getBytes(UTF_8);
        byte[] known = KuraCodec.encode(KuraPayload.builder().timestampMs(1).build());
        for (boolean wraps : new boolean[] {true, false}) {
            Wired wired = stand.connected(
                    wraps ? plainWith(IGNORES_LIFECYCLE_ECHO, UNDECODABLE_AS_BODY) : plainWith(IGNORES_LIFECYCLE_ECHO));
            stand.send(wired, "X-V1/GET/x", foreign);
            stand.send(wired, "X-V1/GET/x", known);

            await().until(() -> wired.twin().received().size() == (wraps ? 2 : 1));
            assertThat(wired.twin().received().get(0).body().isPresent()).isEqualTo(wraps);
        }
    }

    private Packet sent(Set<Quirk> quirks, KuraPayload payload) throws IOException {
        Wired wired = stand.connected(quirks);
        wired.twin().publish("W1", "A1/x", payload, 1, 7);
        await().until(() -> !wired.tap().published("/W1/").isEmpty());
        return wired.tap().published("/W1/").get(0);
    }

    private Packet reading(Set<Quirk> quirks) throws IOException {
        Wired wired = stand.connected(quirks);
        wired.twin()
                .publish(new TwinReading(
                        "river",
                        MEASURED,
                        List.of(
                                Channel.of("level", MetricValue.of(2.5), "m"),
                                Channel.of("door", MetricValue.of(true), ""),
                                Channel.failed("broken", "no answer"))));
        await().until(() -> !wired.tap().published("/W1/A1/river").isEmpty());
        return wired.tap().published("/W1/A1/river").get(0);
    }

    private KuraPayload telemetry(Set<Quirk> quirks) throws IOException {
        return reading(quirks).decoded();
    }

    private static byte[] vector(String name) throws IOException {
        try (InputStream in = PayloadQuirksIT.class.getResourceAsStream(name + ".hex")) {
            return HexFormat.of().parseHex(new String(in.readAllBytes(), UTF_8).replaceAll("\\s", ""));
        }
    }
}
