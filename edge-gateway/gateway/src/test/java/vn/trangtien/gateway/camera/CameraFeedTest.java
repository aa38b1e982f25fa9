package vn.trangtien.gateway.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.gateway.spool.SpooledMessage;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LineCrossedMessage;
import vn.trangtien.wire.LineCrossedMessage.Direction;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SnapshotMessage;
import vn.trangtien.wire.TelemetryMessage;

class CameraFeedTest {

    private static final Instant NOON = Instant.parse("2026-10-18T05:00:00Z");
    private static final Origin SIMULATED = new Origin(true, true);

    @TempDir
    Path directory;

    private Spool spool;
    private CameraFeed feed;
    private final List<String> problems = new ArrayList<>();

    @BeforeEach
    void open() throws SpoolException {
        spool = Spool.open(
                directory.resolve("spool.db"), new SpoolLimits(1 << 20, Duration.ofDays(1)), false, Clock.systemUTC());
        feed = new CameraFeed(
                "hue",
                "gw-1",
                "cam-1",
                Duration.ofSeconds(5),
                () -> SIMULATED,
                new Outbox("gw-1", spool, () -> {}),
                problems::add);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void countsAreSentAtTheirIntervalAndPicturesLast() throws Exception {
        for (int second = 0; second <= 10; second++) {
            feed.counts(second, 2L * second, 1, 12.5, NOON.plusSeconds(second));
        }
        feed.snapshot(new byte[] {1, 2, 3}, 640, 360, NOON);
        feed.crossed("x-1", "north", Direction.BACKWARD, NOON);

        List<SpooledMessage> messages = messages();
        assertThat(messages)
                .extracting(SpooledMessage::topic)
                .containsExactly(
                        "hue/gw-1/CAM-V1/event/cam-1",
                        "hue/gw-1/W1/A1/cam-1",
                        "hue/gw-1/W1/A1/cam-1",
                        "hue/gw-1/W1/A1/cam-1",
                        "hue/gw-1/CAM-V1/snapshot/cam-1");
        assertThat(LineCrossedMessage.read(payload(messages.get(0))))
                .hasValue(new LineCrossedMessage(
                        "cam-1",
                        "x-1",
                        "north",
                        Direction.BACKWARD,
                        Optional.empty(),
                        Optional.empty(),
                        NOON,
                        SIMULATED));
        assertThat(readings(messages.get(2)))
                .extracting(ChannelReading::channel, reading -> reading.value().orElseThrow(), ChannelReading::unit)
                .containsExactly(
                        tuple("count.forward", 5.0, "{count}"),
                        tuple("count.backward", 10.0, "{count}"),
                        tuple("objects", 1.0, "{count}"),
                        tuple("fps", 12.5, "Hz"));
        assertThat(SnapshotMessage.read(payload(messages.get(4))))
                .hasValue(new SnapshotMessage(
                        "cam-1", NOON, 640, 360, Optional.empty(), Optional.empty(), new byte[] {1, 2, 3}, SIMULATED));
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceTheCamera() throws Exception {
        feed.counts(1, 0, 0, 10, NOON);
        feed.counts(2, 0, 0, 10, NOON.minus(Duration.ofDays(1)));
        feed.counts(3, 0, 0, 10, NOON.minus(Duration.ofDays(1)).plusSeconds(1));

        assertThat(messages()).hasSize(2);
    }

    @Test
    void aLostCameraIsSaidAtOnceAndItsReturnToo() throws Exception {
        feed.counts(1, 0, 0, 10, NOON);
        feed.disconnected("no route to 10.0.0.7", NOON.plusSeconds(1));
        assertThat(feed.isAlive()).isFalse();
        assertThat(feed.problem()).isEqualTo("no route to 10.0.0.7");
        assertThat(problems).containsExactly("no route to 10.0.0.7");
        feed.counts(1, 0, 0, 10, NOON.plusSeconds(2));

        List<SpooledMessage> messages = messages();
        assertThat(messages).hasSize(3);
        assertThat(readings(messages.get(1))).allSatisfy(reading -> {
            assertThat(reading.quality()).isEqualTo("COMM_FAULT");
            assertThat(reading.value()).isEmpty();
            assertThat(reading.error()).hasValue("no route to 10.0.0.7");
        });
        assertThat(feed.isAlive()).isTrue();
        assertThat(feed.problem()).isEmpty();
    }

    @Test
    void aConfiguredCameraIsThatOfTheVideoAnalytics() {
        var entry = new CameraEntry(
                "cam-1",
                "rtsp://127.0.0.1:1/x",
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                true,
                OptionalDouble.of(0.01),
                Optional.of(new CameraEntry.CountingLine("north", 0, 0.4, 1, 0.6)));
        try (var camera = VideoCamera.of(entry, Clock.systemUTC())) {
            assertThat(camera.id()).isEqualTo("cam-1");
        }
    }

    private List<SpooledMessage> messages() throws SpoolException {
        List<SpooledMessage> messages = new ArrayList<>();
        for (long seq : SpoolNumbers.next(spool, 100)) {
            messages.add(spool.get(seq).orElseThrow());
        }
        return messages;
    }

    private static KuraPayload payload(SpooledMessage message) throws Exception {
        return KuraCodec.decode(message.payload());
    }

    private static List<ChannelReading> readings(SpooledMessage message) throws Exception {
        return TelemetryMessage.read(
                        (KuraTopic.Data) KuraTopic.parse(message.topic()).orElseThrow(), payload(message))
                .orElseThrow()
                .channels();
    }
}
