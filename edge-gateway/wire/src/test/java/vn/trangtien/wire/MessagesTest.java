package vn.trangtien.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages of our gateways. The golden files are already in the field: a new form gets a new file, none changes. */
class MessagesTest {

    private static final Instant NIGHT = Instant.parse("2026-10-18T19:30:00.250Z");
    private static final Origin SIMULATED = new Origin(true, true);
    private static final KuraTopic.Data TOPIC = KuraTopic.telemetry("hue", "gw-1", "from-topic");

    private static final TelemetryMessage RIVER = new TelemetryMessage(
            "river",
            List.of(
                    new ChannelReading(
                            "level", OptionalDouble.of(2.35), Optional.of(NIGHT), "m", "GOOD", Optional.empty()),
                    new ChannelReading(
                            "distance",
                            OptionalDouble.empty(),
                            Optional.of(NIGHT),
                            "mm",
                            "COMM_FAULT",
                            Optional.of("TIMEOUT: no frame within 500 ms"))),
            Optional.of(NIGHT.plusMillis(40)),
            SIMULATED);

    private static final SnapshotMessage SNAPSHOT = new SnapshotMessage(
            "cam-nga-sau",
            NIGHT,
            640,
            360,
            Optional.empty(),
            Optional.empty(),
            "not quite a JPEG".getBytes(US_ASCII),
            SIMULATED);

    private static final LineCrossedMessage CROSSING = new LineCrossedMessage(
            "cam-nga-sau",
            "cam-nga-sau-17",
            "north",
            LineCrossedMessage.Direction.FORWARD,
            Optional.empty(),
            Optional.empty(),
            NIGHT,
            new Origin(false, false));

    private static final LifecycleMessage BIRTH = new LifecycleMessage(
            Optional.of(NIGHT), facts("61000", "Cầu Trường Tiền"), Optional.of(KuraPosition.of(16.4691, 107.5886)));

    private static final LifecycleMessage DEPARTURE =
            new LifecycleMessage(Optional.of(NIGHT), facts("99000", "Cầu Trường Tiền"), Optional.empty());

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("telemetry-1", new SpoolMark("01J9ZK", 42).on(RIVER.toPayload())),
                Arguments.of("snapshot-1", new SpoolMark("01J9ZK", 43).on(SNAPSHOT.toPayload())),
                Arguments.of("line-crossed-1", new SpoolMark("01J9ZK", 44).on(CROSSING.toPayload())),
                Arguments.of("birth-1", BIRTH.toPayload()),
                Arguments.of("apps-1", BIRTH.toPayload()),
                Arguments.of("dc-1", DEPARTURE.toPayload()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void formOnTheWireIsTheShippedOne(String file, KuraPayload payload) throws Exception {
        assertThat(KuraCodec.encode(payload)).isEqualTo(Hex.file("golden/" + file + ".hex"));
        assertThat(KuraCodec.decode(Hex.file("golden/" + file + ".hex"))).isEqualTo(payload);
    }

    @Test
    void shippedFormsAreReadAsMessages() throws Exception {
        KuraPayload telemetry = KuraCodec.decode(Hex.file("golden/telemetry-1.hex"));
        assertThat(TelemetryMessage.read(TOPIC, telemetry)).hasValue(RIVER);
        assertThat(SpoolMark.of(telemetry)).hasValue(new SpoolMark("01J9ZK", 42));
        assertThat(SnapshotMessage.read(KuraCodec.decode(Hex.file("golden/snapshot-1.hex"))))
                .hasValue(SNAPSHOT);
        assertThat(LineCrossedMessage.read(KuraCodec.decode(Hex.file("golden/line-crossed-1.hex"))))
                .hasValue(CROSSING);
        assertThat(LifecycleMessage.read(KuraCodec.decode(Hex.file("golden/birth-1.hex"))))
                .isEqualTo(BIRTH);
        assertThat(LifecycleMessage.read(KuraCodec.decode(Hex.file("golden/dc-1.hex"))))
                .isEqualTo(DEPARTURE);
    }

    @Test
    void willIsPlainTextAndNoPayload() throws Exception {
        assertThat(KuraCodec.decodeOrWrap(Hex.file("golden/lwt-1.hex")))
                .isEqualTo(KuraPayload.builder().body("lost".getBytes(US_ASCII)).build());
    }

    @Test
    void plainKuraTelemetryHasNeitherQualityNorMark() {
        KuraPayload payload = KuraPayload.builder()
                .timestampMs(5_000)
                .metric("assetName", "pump")
                .metric("assetTimestamp", 4_000L)
                .metric("speed", 12)
                .metric("running", true)
                .metric("running_timestamp", 3_000L)
                .metric("flow_error", "modbus exception 2")
                .metric("flow_timestamp", 3_500L)
                .metric("speed_error", "")
                .metric("note", "a text is no value")
                .build();

        TelemetryMessage message = TelemetryMessage.read(TOPIC, payload).orElseThrow();

        assertThat(message.asset()).isEqualTo("pump");
        assertThat(message.origin()).isEqualTo(Origin.SILENT);
        assertThat(SpoolMark.of(payload)).isEmpty();
        assertThat(message.channels())
                .containsExactlyInAnyOrder(
                        reading("speed", OptionalDouble.of(12), 4_000, "GOOD", null),
                        reading("running", OptionalDouble.of(1), 3_000, "GOOD", null),
                        reading("flow", OptionalDouble.empty(), 3_500, "COMM_FAULT", "modbus exception 2"));
    }

    @Test
    void timeOfMeasurementFallsBackToTheMessageAndThenToNothing() {
        var payload = KuraPayload.builder().metric("x", 1.5);

        assertThat(only(payload.build()).measuredAt()).isEmpty();
        assertThat(only(payload.timestampMs(9).build()).measuredAt()).hasValue(Instant.ofEpochMilli(9));
    }

    @Test
    void deviceIsNamedByTheTopicWhenTheMessageDoesNot() {
        assertThat(TelemetryMessage.read(
                        TOPIC, KuraPayload.builder().metric("x", 1).build()))
                .map(TelemetryMessage::asset)
                .hasValue("from-topic");
    }

    @Test
    void typeTellsAChannelFromAnError() {
        KuraPayload payload =
                KuraPayload.builder().metric("position_error", 0.3).build();

        assertThat(only(payload).channel()).isEqualTo("position_error");
    }

    @Test
    void incompleteMessagesAreRoutine() {
        KuraPayload nothing = KuraPayload.builder().metric("assetName", "x").build();

        assertThat(TelemetryMessage.read(TOPIC, nothing)).isEmpty();
        assertThat(SnapshotMessage.read(nothing)).isEmpty();
        assertThat(LineCrossedMessage.read(nothing)).isEmpty();
        for (String name : CROSSING.toPayload().metrics().keySet()) {
            if (!name.startsWith("tt.")) {
                assertThat(LineCrossedMessage.read(without(name, CROSSING.toPayload())))
                        .as("without %s", name)
                        .isEmpty();
            }
        }
        assertThat(SnapshotMessage.read(without("width", SNAPSHOT.toPayload()))).isEmpty();
    }

    @Test
    void refusesMessagesWithoutContent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TelemetryMessage("x", List.of(), Optional.empty(), SIMULATED))
                .withMessageContaining("at least one channel");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnapshotMessage(
                        "cam", NIGHT, 0, 4, Optional.empty(), Optional.empty(), new byte[1], SIMULATED))
                .withMessageContaining("0x4");
        assertThatIllegalArgumentException().isThrownBy(() -> new SpoolMark("x", 0));
    }

    private static ChannelReading only(KuraPayload payload) {
        List<ChannelReading> channels =
                TelemetryMessage.read(TOPIC, payload).orElseThrow().channels();
        assertThat(channels).hasSize(1);
        return channels.get(0);
    }

    private static KuraPayload without(String metric, KuraPayload payload) {
        var builder = KuraPayload.builder();
        payload.body().ifPresent(builder::body);
        payload.metrics().forEach((name, value) -> {
            if (!name.equals(metric)) {
                builder.metric(name, value);
            }
        });
        return builder.build();
    }

    private static ChannelReading reading(
            String channel, OptionalDouble value, long atMs, String quality, String error) {
        return new ChannelReading(
                channel, value, Optional.of(Instant.ofEpochMilli(atMs)), "", quality, Optional.ofNullable(error));
    }

    private static Map<String, String> facts(String uptime, String name) {
        var facts = new LinkedHashMap<String, String>();
        facts.put(MetricNames.UPTIME, uptime);
        facts.put(MetricNames.DISPLAY_NAME, name);
        return facts;
    }
}
