package vn.trangtien.gateway.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.counter.CounterFile;
import vn.trangtien.gateway.pipeline.CounterMemory;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.gateway.spool.SpooledMessage;
import vn.trangtien.gateway.view.GatewayStatusReport.CameraState;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.Clip;
import vn.trangtien.video.LineCount;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.LookRate;
import vn.trangtien.video.Measure;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.privacy.Retention;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.wire.CameraAlertMessage;
import vn.trangtien.wire.CameraObjectMessage;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.ClipMessage;
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
        feed = feed(CounterMemory.NONE);
    }

    private CameraFeed feed(CounterMemory counters) {
        var outbox = new Outbox("gw-1", spool, () -> {});
        var alerts = new AlertBook("hue", "gw-1", directory.resolve("alerts.txt"), () -> SIMULATED, outbox);
        return new CameraFeed(
                new FeedParts("hue", "gw-1", () -> SIMULATED, outbox, counters, alerts),
                "cam-1",
                Duration.ofSeconds(5),
                Optional.of("điều tra"),
                problems::add);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void countsAreSentAtTheirIntervalAndPicturesLast() throws Exception {
        for (int second = 0; second <= 10; second++) {
            feed.counts(counts(second, 2L * second, NOON.plusSeconds(second)));
        }
        feed.snapshot(picture(true));
        feed.crossed(new LineCrossing(
                "x-1", "cam-1", "north", vn.trangtien.video.rules.Direction.BACKWARD, "car", Optional.of("o-1"), NOON));

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
                        Optional.of("car"),
                        Optional.of("o-1"),
                        NOON,
                        SIMULATED));
        assertThat(readings(messages.get(2)))
                .extracting(
                        ChannelReading::channel,
                        reading -> reading.value().orElseThrow(),
                        ChannelReading::unit,
                        ChannelReading::quality)
                .containsExactly(
                        tuple("count.forward", 5.0, "{count}", "GOOD"),
                        tuple("count.backward", 10.0, "{count}", "GOOD"),
                        tuple("line.north.car.forward", 5.0, "{count}", "GOOD"),
                        tuple("line.north.car.backward", 10.0, "{count}", "GOOD"),
                        tuple("objects", 1.0, "{count}", "GOOD"),
                        tuple("fps", 12.5, "Hz", "GOOD"),
                        tuple("looks", 2.1, "Hz", "GOOD"),
                        tuple("looks.wanted", 4.5, "Hz", "GOOD"),
                        tuple("looks.configured", 5.0, "Hz", "GOOD"),
                        tuple("gauge.đập Đá.level", 2.35, "m", "UNCERTAIN"));
        assertThat(SnapshotMessage.read(payload(messages.get(4))))
                .hasValue(new SnapshotMessage(
                        "cam-1",
                        NOON,
                        640,
                        360,
                        Optional.of("o-1"),
                        Optional.empty(),
                        new byte[] {1, 2, 3},
                        SIMULATED));
    }

    @Test
    void countsGoOnInTheNextRunOfTheGatewayAlsoWhenThisOneIsKilledAndALineIsTakenAway() throws Exception {
        Path file = directory.resolve("counters.txt");
        // Not closed: a killed gateway closes nothing.
        feed(CounterFile.open("gw-1", file)).counts(counts(7, 2, NOON));

        try (CounterFile counters = CounterFile.open("gw-1", file)) {
            CameraFeed next = feed(counters);
            next.counts(counts(List.of(new LineCount("south", "car", 1, 0)), NOON.plusSeconds(60)));
            next.counts(counts(List.of(new LineCount("north", "car", 3, 0)), NOON.plusSeconds(120)));
        }

        assertThat(values(1)).containsEntry("count.forward", 8.0).containsEntry("line.south.car.forward", 1.0);
        assertThat(values(2)).containsEntry("count.forward", 10.0).containsEntry("line.north.car.forward", 10.0);
    }

    @Test
    void whatWasCountedSinceTheLastMessageIsToldAtTheEnd() throws Exception {
        feed.counts(counts(1, 0, NOON));
        feed.counts(counts(4, 0, NOON.plusSeconds(1)));

        feed.close();
        feed.close();

        assertThat(messages()).hasSize(2);
        assertThat(values(1)).containsEntry("count.forward", 4.0);
    }

    @Test
    void whatIsClearSaysForWhat() throws Exception {
        feed.snapshot(picture(false));

        assertThat(SnapshotMessage.read(payload(messages().get(0)))
                        .orElseThrow()
                        .clearFor())
                .contains("điều tra");
    }

    @Test
    void theLifeOfAnObjectAndAlertsAreTold() throws Exception {
        var plate = new ObjectEvent.Plate("9f86", Optional.empty(), 0.9);
        feed.object(new ObjectEvent(
                ObjectEvent.Phase.NEW,
                "o-1",
                "cam-1",
                "car",
                0.5,
                0.75,
                new Box(0.1, 0.2, 0.3, 0.4),
                List.of(),
                List.of("sân"),
                true,
                OptionalDouble.of(31.5),
                Optional.of(plate),
                true,
                false,
                NOON.minusSeconds(4),
                NOON,
                "ssd 1f0c"));
        feed.alert(new ViewAlert(
                "a-1",
                "cam-1",
                ViewAlert.Kind.CROWD,
                ViewAlert.State.BEGAN,
                "sân",
                Optional.empty(),
                OptionalDouble.of(12),
                0.8,
                "12 persons",
                "12 người",
                NOON));

        CameraAlertMessage alert =
                CameraAlertMessage.read(payload(messages().get(0))).orElseThrow();
        assertThat(alert.kind()).isEqualTo("CROWD");
        assertThat(alert.reasonVietnamese()).isEqualTo("12 người");
        CameraObjectMessage object =
                CameraObjectMessage.read(payload(messages().get(1))).orElseThrow();
        assertThat(object.phase()).isEqualTo(CameraObjectMessage.Phase.NEW);
        assertThat(object.enteredZones()).containsExactly("sân");
        assertThat(object.plate())
                .hasValueSatisfying(read -> assertThat(read.hash()).isEqualTo("9f86"));
    }

    @Test
    void aFilmIsSentAndItsFileDeletedEvenWhenItIsTooLarge() throws Exception {
        Path film = Files.write(directory.resolve("film.mp4"), new byte[] {1, 2, 3});
        Path large = Files.write(directory.resolve("large.mp4"), new byte[ClipMessage.MAX_BYTES + 1]);

        feed.clip(new Clip("o-1", "cam-1", film, NOON, Duration.ofSeconds(9), true, Retention.EVENT));
        feed.clip(new Clip("o-2", "cam-1", large, NOON, Duration.ofSeconds(9), true, Retention.EVENT));

        assertThat(messages())
                .singleElement()
                .satisfies(message -> assertThat(ClipMessage.read(payload(message)))
                        .hasValueSatisfying(clip -> assertThat(clip.object()).isEqualTo("o-1")));
        assertThat(film).doesNotExist();
        assertThat(large).doesNotExist();
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceTheCamera() throws Exception {
        feed.counts(counts(1, 0, NOON));
        feed.counts(counts(2, 0, NOON.minus(Duration.ofDays(1))));
        feed.counts(counts(3, 0, NOON.minus(Duration.ofDays(1)).plusSeconds(1)));

        assertThat(messages()).hasSize(2);
    }

    @Test
    void aLostCameraIsSaidAtOnceForEveryChannelAndItsReturnToo() throws Exception {
        feed.counts(counts(1, 0, NOON));
        feed.status(new CameraStatus(
                "cam-1",
                CameraStatus.State.DISCONNECTED,
                SourceProblem.UNREACHABLE,
                "no route to 10.0.0.7",
                "không tới được 10.0.0.7",
                NOON.plusSeconds(1)));
        assertThat(feed.state())
                .isEqualTo(new CameraState("cam-1", false, "no route to 10.0.0.7", "không tới được 10.0.0.7", 2));
        assertThat(problems).containsExactly("no route to 10.0.0.7");
        feed.counts(counts(1, 0, NOON.plusSeconds(2)));

        List<SpooledMessage> messages = messages();
        assertThat(messages).hasSize(3);
        assertThat(readings(messages.get(1))).hasSize(10).allSatisfy(reading -> {
            assertThat(reading.quality()).isEqualTo("COMM_FAULT");
            assertThat(reading.value()).isEmpty();
            assertThat(reading.error()).hasValue("no route to 10.0.0.7");
        });
        assertThat(feed.state()).isEqualTo(new CameraState("cam-1", true, "", "", 3));
    }

    @Test
    void aCameraThatDoesLessThanWasAskedForIsAliveAndSaysWhy() throws Exception {
        feed.counts(counts(1, 0, NOON));
        feed.status(new CameraStatus(
                "cam-1",
                CameraStatus.State.DEGRADED,
                null,
                "number plates are not read",
                "không đọc biển số",
                NOON.plusSeconds(1)));
        feed.counts(counts(1, 0, NOON.plusSeconds(2)));

        assertThat(feed.state())
                .isEqualTo(new CameraState("cam-1", true, "number plates are not read", "không đọc biển số", 1));
        assertThat(problems).containsExactly("number plates are not read");
        assertThat(messages()).as("no value is missing").hasSize(1);
    }

    private Map<String, Double> values(int message) throws Exception {
        return readings(messages().get(message)).stream()
                .collect(Collectors.toMap(
                        ChannelReading::channel, reading -> reading.value().orElseThrow()));
    }

    private static CameraCounts counts(long forward, long backward, Instant at) {
        return counts(List.of(new LineCount("north", "car", forward, backward)), at);
    }

    private static CameraCounts counts(List<LineCount> lines, Instant at) {
        return new CameraCounts(
                "cam-1",
                lines,
                1,
                12.5,
                100,
                Optional.of(new LookRate(5, 4.5, 2.1)),
                List.of(new Measure("gauge.đập Đá.level", 2.35, "m", 0.2)),
                at);
    }

    private static Snapshot picture(boolean masked) {
        return new Snapshot("cam-1", new byte[] {1, 2, 3}, 640, 360, NOON, Optional.of("o-1"), masked, Retention.EVENT);
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
