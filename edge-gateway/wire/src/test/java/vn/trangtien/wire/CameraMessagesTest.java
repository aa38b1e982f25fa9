package vn.trangtien.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What gateways say of objects, alerts and films of cameras. The golden files are in the field: a new form gets a new file. */
class CameraMessagesTest {

    private static final Instant EVENING = Instant.parse("2026-11-23T11:02:03.400Z");
    private static final Origin REAL = new Origin(false, true);

    private static final CameraObjectMessage CAR = new CameraObjectMessage(
            "cam-nga-sau",
            "cam-nga-sau-6553a1-17",
            CameraObjectMessage.Phase.UPDATE,
            "car",
            0.71,
            0.88,
            new CameraObjectMessage.Box(0.25, 0.4, 0.1, 0.08),
            List.of("làn ra"),
            List.of("làn vào, phía nam", "làn ra"),
            false,
            OptionalDouble.of(42.5),
            Optional.of(new CameraObjectMessage.Plate("9f86d081", Optional.empty(), 0.9)),
            true,
            false,
            "ssd 1f0c9a31b2d4",
            EVENING.minusSeconds(4),
            EVENING,
            REAL);

    private static final CameraAlertMessage CROWD = new CameraAlertMessage(
            "cam-quang-truong",
            "cam-quang-truong-CROWD-3",
            "CROWD",
            CameraAlertMessage.State.BEGAN,
            "quảng trường",
            Optional.empty(),
            OptionalDouble.of(31),
            0.8,
            "31 persons in \"quảng trường\" for 60 s",
            "31 người ở \"quảng trường\" trong 60 giây",
            EVENING,
            REAL);

    private static final ClipMessage CLIP = new ClipMessage(
            "cam-nga-sau",
            CAR.id(),
            EVENING.minusSeconds(9),
            Duration.ofMillis(12_500),
            Optional.empty(),
            new byte[] {0, 0, 0, 24},
            REAL);

    private static final LineCrossedMessage CROSSING = new LineCrossedMessage(
            "cam-nga-sau",
            "cam-nga-sau-17",
            "north",
            LineCrossedMessage.Direction.FORWARD,
            Optional.of("car"),
            Optional.of(CAR.id()),
            EVENING,
            REAL);

    private static final SnapshotMessage PICTURE = new SnapshotMessage(
            "cam-nga-sau",
            EVENING,
            640,
            360,
            Optional.of(CAR.id()),
            Optional.of("điều tra tai nạn"),
            new byte[] {1},
            REAL);

    static Stream<Arguments> golden() {
        return Stream.of(
                message("camera-object-1", CAR, CAR.toPayload(), CameraObjectMessage::read),
                message("camera-alert-1", CROWD, CROWD.toPayload(), CameraAlertMessage::read),
                message("clip-1", CLIP, CLIP.toPayload(), ClipMessage::read),
                message("line-crossed-2", CROSSING, CROSSING.toPayload(), LineCrossedMessage::read),
                message("snapshot-2", PICTURE, PICTURE.toPayload(), SnapshotMessage::read));
    }

    private static <M> Arguments message(
            String file, M message, KuraPayload payload, Function<KuraPayload, Optional<M>> reader) {
        return Arguments.of(file, message, payload, reader);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void formOnTheWireIsTheShippedOne(
            String file, Record message, KuraPayload payload, Function<KuraPayload, Optional<Record>> reader)
            throws Exception {
        byte[] shipped = Hex.file("golden/" + file + ".hex");

        assertThat(KuraCodec.encode(payload)).isEqualTo(shipped);
        assertThat(reader.apply(KuraCodec.decode(shipped))).contains(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void nothingIsReadFromAnEmptyPayload(
            String file, Record message, KuraPayload payload, Function<KuraPayload, Optional<Record>> reader) {
        assertThat(reader.apply(KuraPayload.builder().build())).isEmpty();
    }

    @Test
    void whatIsMissingBesideTheNeededPartsIsNotFatal() {
        var bare = KuraPayload.builder();
        List<String> needed = List.of(
                "camera",
                "event.id",
                "phase",
                "label",
                "started_timestamp",
                "event_timestamp",
                "box.left",
                "box.top",
                "box.width",
                "box.height");
        CAR.toPayload().metrics().forEach((name, value) -> {
            if (needed.contains(name)) {
                bare.metric(name, value);
            }
        });

        CameraObjectMessage read = CameraObjectMessage.read(bare.build()).orElseThrow();

        assertThat(read.plate()).isEmpty();
        assertThat(read.speedKmh()).isEmpty();
        assertThat(read.zones()).isEmpty();
        assertThat(read.score()).isZero();
        assertThat(read.hasClip()).isFalse();
        for (String name : needed) {
            var crippled = KuraPayload.builder();
            bare.build().metrics().forEach((metric, value) -> {
                if (!metric.equals(name)) {
                    crippled.metric(metric, value);
                }
            });
            assertThat(CameraObjectMessage.read(crippled.build()))
                    .as("without %s", name)
                    .isEmpty();
        }
    }

    @Test
    void numbersThatAreNoneAreTakenForMissing() {
        var payload = KuraPayload.builder();
        CAR.toPayload().metrics().forEach(payload::metric);

        assertThat(CameraObjectMessage.read(
                        payload.metric("box.left", Double.NaN).build()))
                .isEmpty();
        assertThat(CameraObjectMessage.read(payload.metric("box.left", 0.1)
                                .metric("score", 7.5)
                                .metric("speed", Double.POSITIVE_INFINITY)
                                .build())
                        .orElseThrow())
                .satisfies(read -> {
                    assertThat(read.score()).isEqualTo(1);
                    assertThat(read.speedKmh()).isEmpty();
                });
    }

    @Test
    void topicTellsTheKind() {
        assertThat(MessageKind.of(KuraTopic.object("hue", "gw", "cam"))).contains(MessageKind.CAMERA_OBJECT);
        assertThat(MessageKind.of(KuraTopic.alert("hue", "gw", "cam"))).contains(MessageKind.CAMERA_ALERT);
        assertThat(MessageKind.of(KuraTopic.clip("hue", "gw", "cam"))).contains(MessageKind.CLIP);
        assertThat(MessageKind.of(new KuraTopic.Data("hue", "gw", "CAM-V1", "other/cam")))
                .isEmpty();
        assertThat(KuraTopic.object("hue", "gw", "cam").name()).isEqualTo("hue/gw/CAM-V1/object/cam");
    }

    @Test
    void aClipThatDoesNotFitIsRefusedWithTheRemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClipMessage(
                        "cam",
                        "o",
                        EVENING,
                        Duration.ZERO,
                        Optional.empty(),
                        new byte[ClipMessage.MAX_BYTES + 1],
                        REAL))
                .withMessageContaining("make clips shorter");
    }
}
