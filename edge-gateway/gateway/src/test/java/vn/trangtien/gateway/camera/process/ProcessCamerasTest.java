package vn.trangtien.gateway.camera.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.LineCount;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.ObjectEvent.Phase;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.rules.Direction;

/** The supervisor with children that are shell scripts: quick to start, and ready to die in every way. */
class ProcessCamerasTest {

    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final RecordingListener observer = new RecordingListener();
    private Optional<CameraSource> camera = Optional.empty();

    @AfterEach
    void close() {
        camera.ifPresent(CameraSource::close);
    }

    @Test
    void countsGoOnWhereACrashedProcessLeftThem() throws Exception {
        Path events = events(
                connected(),
                counts("gate", new LineCount("Cổng", "car", 4, 2), new LineCount("Cổng", "bus", 1, 0)),
                new VideoEvent.Crossed(
                        new LineCrossing("id", "gate", "Cổng", Direction.FORWARD, "car", Optional.empty(), AT)),
                counts("nobody", new LineCount("Cổng", "car", 99, 99)));
        ProcessCameras cameras = watch("cat " + events + "; kill -SEGV $$");

        // Five of the first life, one that passed after its last counts, five of the second.
        await().atMost(SOON).until(() -> observer.heard().contains("counts 11 4"));

        assertThat(cameras.crashes()).isPositive();
        assertThat(observer.heard())
                .startsWith("connected", "counts 5 2", "crossed id Cổng FORWARD")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("disconnected video process crashed with signal 11; it is started again in"))
                .noneMatch(line -> line.contains("99"));
    }

    @Test
    void whatAProcessBeganAndDidNotLiveToEndIsEndedForIt() throws Exception {
        Path events = events(
                connected(),
                seen("over", Phase.NEW),
                seen("over", Phase.END),
                seen("car-1", Phase.NEW),
                alerted("crowd-0", ViewAlert.State.BEGAN),
                alerted("crowd-0", ViewAlert.State.ENDED),
                alerted("crowd-1", ViewAlert.State.BEGAN));
        watch("cat " + events + "; kill -KILL $$");

        await().atMost(SOON).until(() -> observer.heard().stream().anyMatch(line -> line.startsWith("disconnected")));

        assertThat(observer.heard())
                .startsWith(
                        "connected",
                        "object over NEW",
                        "object over END",
                        "object car-1 NEW",
                        "alert crowd-0 BEGAN",
                        "alert crowd-0 ENDED",
                        "alert crowd-1 BEGAN",
                        "object car-1 END",
                        "alert crowd-1 ENDED");
    }

    @Test
    void whatHoldsWhenACameraIsTakenAwayIsEndedAndItsLastCrossingsAreCounted() throws Exception {
        Path events = events(
                connected(),
                counts("gate", new LineCount("Cổng", "car", 4, 2)),
                new VideoEvent.Crossed(
                        new LineCrossing("id", "gate", "Cổng", Direction.BACKWARD, "car", Optional.empty(), AT)),
                alerted("crowd-1", ViewAlert.State.BEGAN));
        watch("cat " + events + "; cat > /dev/null");
        await().atMost(SOON).until(() -> observer.heard().contains("alert crowd-1 BEGAN"));

        camera.orElseThrow().close();

        assertThat(observer.heard()).endsWith("counts 4 3", "alert crowd-1 ENDED");
    }

    /** Whoever orders must not wait for a child that waits for its events to be taken: both pipes would be full for ever. */
    @Test
    void aProcessThatTellsMuchBeforeItListensHoldsNobodyUp() throws Exception {
        VideoEvent[] much = new VideoEvent[10_000];
        Arrays.fill(much, connected());
        Path orders = folder.resolve("orders");
        var cameras = new ProcessCameras(
                settings(List.of("/bin/sh", "-c", "cat " + events(much) + "; cat > " + orders), SOON),
                Clock.systemUTC());
        List<CameraSource> all = IntStream.range(0, 400)
                .mapToObj(i -> cameras.camera(entry(i == 0 ? "gate" : "camera-" + i)))
                .toList();
        try {
            all.forEach(each -> each.start(observer));

            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> Files.readString(orders, ISO_8859_1).contains("camera-399"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(observer.heard().size()).isEqualTo(much.length));
            assertThat(cameras.crashes()).isZero();
        } finally {
            all.forEach(CameraSource::close);
        }
    }

    @Test
    void nonsenseInThePipeEndsTheProcessAndNothingElse() {
        ProcessCameras cameras = watch("echo '[h264 @ 0x1] error while decoding'; exec sleep 60");

        await().atMost(SOON).until(() -> cameras.crashes() >= 2);

        assertThat(observer.heard())
                .allSatisfy(line -> assertThat(line).contains("said something that cannot be understood"));
    }

    @Test
    void aProcessThatSaysNothingIsEnded() throws Exception {
        Path events = events(new VideoEvent.Heartbeat());
        ProcessCameras cameras = watch("cat " + events + "; exec sleep 60");

        await().atMost(SOON).until(() -> cameras.crashes() >= 1);

        assertThat(observer.heard().get(0)).contains("gave no sign of life for");
    }

    @Test
    void aProgramThatIsNotThereIsSaid() {
        ProcessCameras cameras = start(List.of(folder.resolve("missing").toString()));

        await().atMost(SOON).until(() -> cameras.crashes() >= 1);

        assertThat(observer.heard().get(0)).contains("cannot be started");
    }

    @Test
    void thePauseGrowsWhileTheProcessDoesNotStayUp() {
        ProcessCameras cameras = watch("exit 3");

        await().atMost(SOON).until(() -> cameras.crashes() >= 5);

        assertThat(observer.heard().get(0)).contains("ended with code 3; it is started again in 1 s");
    }

    @Test
    void afterTheLastCameraNothingRuns() throws Exception {
        ProcessCameras cameras = watch("cat " + events(connected()) + "; cat > /dev/null");
        await().atMost(SOON).until(() -> observer.heard().contains("connected"));
        ProcessHandle child = ProcessHandle.of(cameras.pid().orElseThrow()).orElseThrow();

        long before = System.nanoTime();
        camera.orElseThrow().close();
        camera.orElseThrow().close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        await().atMost(SOON).until(() -> !child.isAlive());
        assertThat(cameras.pid()).isEmpty();
        assertThat(cameras.crashes()).isZero();
        assertThat(observer.heard()).containsExactly("connected");
    }

    private static VideoEvent connected() {
        return new VideoEvent.Stands(
                new CameraStatus("gate", CameraStatus.State.CONNECTED, null, "pictures arrive", "đang nhận hình", AT));
    }

    private static VideoEvent seen(String id, Phase phase) {
        return new VideoEvent.Seen(new ObjectEvent(
                phase,
                id,
                "gate",
                "car",
                0.5,
                0.75,
                new Box(0.1, 0.2, 0.3, 0.4),
                List.of(),
                List.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                false,
                false,
                AT,
                AT,
                "ssd"));
    }

    private static VideoEvent alerted(String id, ViewAlert.State state) {
        return new VideoEvent.Alerted(new ViewAlert(
                id,
                "gate",
                ViewAlert.Kind.CROWD,
                state,
                "sân",
                Optional.empty(),
                OptionalDouble.of(12),
                0.8,
                "12 persons",
                "12 người",
                AT));
    }

    private static VideoEvent counts(String camera, LineCount... lines) {
        return new VideoEvent.Counted(
                new CameraCounts(camera, List.of(lines), 0, 12.5, 100, Optional.empty(), List.of(), AT));
    }

    private ProcessCameras watch(String script) {
        return start(List.of("/bin/sh", "-c", script));
    }

    private ProcessCameras start(List<String> command) {
        var cameras = new ProcessCameras(settings(command, Duration.ofMillis(600)), Clock.systemUTC());
        CameraSource made = cameras.camera(entry("gate"));
        camera = Optional.of(made);
        made.start(observer);
        return cameras;
    }

    private static VideoSettings settings(List<String> command, Duration silence) {
        return new VideoSettings(
                command,
                Duration.ofSeconds(20),
                silence,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMinutes(1));
    }

    private static CameraEntry entry(String id) {
        return new CameraEntry(CameraConfig.of(id, "rtsp://user:secret@10.0.0.7/sub"), Duration.ofSeconds(5));
    }

    private Path events(VideoEvent... events) throws Exception {
        Path file = folder.resolve("events");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (VideoEvent event : events) {
                EventCodec.write(out, event);
            }
        }
        return file;
    }
}
