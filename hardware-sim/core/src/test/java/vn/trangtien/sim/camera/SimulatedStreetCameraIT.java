package vn.trangtien.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.scene.StreetScene;
import vn.trangtien.sim.camera.scene.StreetScene.Heading;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.Direction;
import vn.trangtien.video.source.SourceProblem;

/** The camera of the city and the pipeline that watches it, over a real connection. */
class SimulatedStreetCameraIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double SPEED = 4;

    @TempDir
    private static Path films;

    private final Listener listener = new Listener();

    @Test
    void aWholeLoopIsCountedExactly() throws IOException {
        try (var camera = SimulatedStreetCamera.start(films, 0, SPEED);
                var pipeline = VideoPipeline.start(config(camera), listener, Clock.systemUTC())) {
            double framesPerLoop = camera.truth().loop().toSeconds() * CameraBuilder.USUAL_FRAMES_PER_SECOND;
            CameraCounts begin = countsAfter(3 * CameraBuilder.USUAL_FRAMES_PER_SECOND);
            CameraCounts end = countsAfter(begin.frames() + framesPerLoop);

            // Counts are told once a second, so the window may be some frames longer than the loop. One of the street's
            // 46 is lost
            // behind another even if every picture is looked at, and a busy machine leaves out pictures at four times
            // the speed of life.
            assertThat(end.backward() - begin.backward())
                    .isBetween(
                            camera.truth().count(Heading.AWAY) - 2,
                            camera.truth().count(Heading.AWAY) + 1);
            assertThat(end.forward() - begin.forward())
                    .isBetween(
                            camera.truth().count(Heading.TOWARDS) - 2,
                            camera.truth().count(Heading.TOWARDS) + 1);
            assertThat(listener.crossings)
                    .hasSizeGreaterThanOrEqualTo(42)
                    .extracting(LineCrossing::line)
                    .containsOnly("Hùng Vương");
            assertThat(listener.snapshots.get()).isPositive();
            assertThat(pipeline.statistics().reconnects()).isZero();
        }
    }

    @Test
    void eventsComeBackAfterThePlugWasPulled() throws IOException {
        try (var camera = SimulatedStreetCamera.start(films, 0, SPEED);
                var pipeline = VideoPipeline.start(config(camera), listener, Clock.systemUTC())) {
            awaitStates(State.CONNECTED);
            camera.camera().rtsp().orElseThrow().dropConnections();
            awaitStates(State.CONNECTED, State.DISCONNECTED, State.CONNECTED);
            assertThat(listener.states.get(1).problem()).isEqualTo(SourceProblem.INTERRUPTED);
            awaitAnotherCrossing();
            assertThat(pipeline.statistics().reconnects()).isEqualTo(1);
        }
    }

    @Test
    void aFrozenCameraIsNoticedAndComesBack() throws IOException {
        try (var camera = SimulatedStreetCamera.start(films, 0, SPEED);
                var pipeline = VideoPipeline.start(
                        config(camera).withTimeout(Duration.ofSeconds(2)), listener, Clock.systemUTC())) {
            awaitStates(State.CONNECTED);
            long frozenAt = System.nanoTime();
            camera.camera().faults().on(Fault.FREEZE);
            awaitStates(State.CONNECTED, State.DISCONNECTED);
            assertThat(Duration.ofNanos(System.nanoTime() - frozenAt)).isLessThan(Duration.ofSeconds(20));

            camera.camera().faults().off(Fault.FREEZE);
            await().atMost(PATIENCE).until(() -> listener.stateNames().lastIndexOf(State.CONNECTED) > 0);
            awaitAnotherCrossing();
            assertThat(pipeline.statistics().reconnects()).isEqualTo(1);
        }
    }

    @Test
    void aCameraThatIsStillStartingUpIsWaitedFor() throws IOException {
        try (var camera = SimulatedStreetCamera.start(films, 0, SPEED)) {
            camera.camera().faults().on(Fault.REFUSE);
            try (var pipeline = VideoPipeline.start(config(camera), listener, Clock.systemUTC())) {
                awaitStates(State.DISCONNECTED);
                camera.camera().faults().off(Fault.REFUSE);
                awaitStates(State.DISCONNECTED, State.CONNECTED);
                await().atMost(PATIENCE).until(() -> pipeline.statistics().framesDecoded() > 20);
            }
        }
    }

    @ParameterizedTest(name = "over {0}")
    @ValueSource(strings = {"tcp", "udp"})
    void anotherClientReadsEveryFrame(String transport) throws IOException {
        try (var camera = SimulatedStreetCamera.start(films, 0, SPEED);
                var grabber = new FFmpegFrameGrabber(camera.url())) {
            grabber.setOption("rtsp_transport", transport);
            grabber.setOption("timeout", "10000000");
            grabber.setImageMode(FrameGrabber.ImageMode.RAW);
            grabber.start();
            assertThat(grabber.getImageWidth()).isEqualTo(640);
            assertThat(grabber.getImageHeight()).isEqualTo(360);

            long previous = grabber.grabImage().timestamp;
            for (int i = 0; i < 100; i++) {
                long next = grabber.grabImage().timestamp;
                assertThat(next - previous).as("frame %d", i).isBetween(79_000L, 81_000L);
                previous = next;
            }
        }
    }

    @Test
    void theFilmIsMadeOnceAndLeavesNothingUnfinished() throws IOException {
        SimulatedStreetCamera.start(films, 0).close();
        List<Path> made = files();
        var madeAt = Files.getLastModifiedTime(made.get(0));
        SimulatedStreetCamera.start(films, 0).close();

        assertThat(files()).isEqualTo(made).hasSize(1);
        assertThat(Files.getLastModifiedTime(made.get(0))).isEqualTo(madeAt);
    }

    @Test
    void aBusyPortSaysWhatToDo() throws IOException {
        try (var first = SimulatedStreetCamera.start(films, 0)) {
            assertThatThrownBy(() -> SimulatedStreetCamera.start(
                            films, first.camera().rtsp().orElseThrow().port()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "port " + first.camera().rtsp().orElseThrow().port())
                    .hasMessageContaining("choose another port");
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(films)) {
            return files.toList();
        }
    }

    private static CameraConfig config(SimulatedStreetCamera camera) {
        StreetScene.Line line = camera.truth().line();
        return CameraConfig.of("cam-nga-sau", camera.url())
                .withLine(new CountingLine(
                        "Hùng Vương", new Point(line.startX(), line.startY()), new Point(line.endX(), line.endY())));
    }

    private CameraCounts countsAfter(double frames) {
        return await().atMost(PATIENCE)
                .until(
                        () -> listener.counts.stream()
                                .filter(counts -> counts.frames() >= frames)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void awaitStates(State... states) {
        await().atMost(PATIENCE).until(() -> listener.stateNames().equals(List.of(states)));
    }

    private void awaitAnotherCrossing() {
        int before = listener.crossings.size();
        await().atMost(PATIENCE).until(() -> listener.crossings.size() > before);
        assertThat(listener.crossings.get(before).direction()).isIn((Object[]) Direction.values());
    }

    /** Keeps what the camera tells. */
    private static final class Listener implements CameraListener {

        private final List<CameraCounts> counts = new CopyOnWriteArrayList<>();
        private final List<LineCrossing> crossings = new CopyOnWriteArrayList<>();
        private final List<CameraStatus> states = new CopyOnWriteArrayList<>();
        private final AtomicInteger snapshots = new AtomicInteger();

        @Override
        public void counts(CameraCounts told) {
            counts.add(told);
        }

        @Override
        public void crossed(LineCrossing crossing) {
            crossings.add(crossing);
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            snapshots.incrementAndGet();
        }

        @Override
        public void status(CameraStatus status) {
            states.add(status);
        }

        List<State> stateNames() {
            return states.stream().map(CameraStatus::state).toList();
        }
    }
}
