package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.pattern.FixedDetector;
import vn.trangtien.video.rules.Direction;
import vn.trangtien.video.schedule.DetectorPool;
import vn.trangtien.video.source.Pace;
import vn.trangtien.video.source.SourceProblem;

class VideoPipelineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private static Path directory;

    private static Path clip;

    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void writeClip() throws FrameRecorder.Exception {
        clip = TestClip.write(directory.resolve("street.avi"));
    }

    @Test
    void countsARecordingOnceAndEnds() {
        try (var pipeline = start(config())) {
            awaitState(State.ENDED);

            assertThat(listener.stateNames()).containsExactly(State.CONNECTED, State.ENDED);
            assertThat(listener.crossings)
                    .extracting(LineCrossing::direction)
                    .containsExactly(Direction.FORWARD, Direction.BACKWARD);
            assertThat(pipeline.statistics().framesDecoded()).isEqualTo(TestClip.FRAMES);
            assertThat(pipeline.statistics().framesDropped()).isZero();
        }
        CameraCounts last = listener.counts.get(listener.counts.size() - 1);
        assertThat(last.forward()).isEqualTo(1);
        assertThat(last.backward()).isEqualTo(1);
        assertThat(last.frames()).isEqualTo(TestClip.FRAMES);
    }

    @Test
    void eventsOfAFastRecordingCarryTheTimeOfTheRecording() {
        try (var pipeline = start(config())) {
            awaitState(State.ENDED);
            assertThat(pipeline.statistics().framesAnalysed()).isEqualTo(TestClip.FRAMES);
        }

        assertThat(listener.crossings.get(0).at()).isBetween(NOW.plusMillis(2_500), NOW.plusMillis(3_500));
        assertThat(listener.crossings.get(1).at()).isBetween(NOW.plusMillis(4_500), NOW.plusMillis(5_500));
        assertThat(listener.crossings.get(0).id())
                .isNotEqualTo(listener.crossings.get(1).id());
    }

    @Test
    void sendsASnapshotAtTheStartAndAtEachCrossing() {
        try (var pipeline = start(config())) {
            awaitState(State.ENDED);
            assertThat(pipeline.statistics().snapshots()).isEqualTo(listener.pictures.size());
        }

        assertThat(listener.overviews()).hasSizeBetween(3, 4).allSatisfy(picture -> {
            assertThat(picture.width()).isEqualTo(TestClip.WIDTH);
            assertThat(picture.height()).isEqualTo(TestClip.HEIGHT);
            assertThat(picture.jpeg()).startsWith(0xFF, 0xD8, 0xFF);
        });
    }

    @Test
    void noSnapshotsWhenNoneAreWanted() {
        try (var pipeline = start(config().withSnapshotEvery(Duration.ZERO))) {
            awaitState(State.ENDED);
            assertThat(pipeline.statistics().snapshots()).isZero();
        }

        assertThat(listener.pictures).isEmpty();
    }

    @Test
    void itIsToldHowOftenADetectorLooks() {
        try (var pool = DetectorPool.start(FixedDetector.seeing(List.of()));
                var pipeline = VideoPipeline.start(config().withLoop(true), pool, listener, CLOCK)) {
            await().atMost(PATIENCE).until(() -> pipeline.statistics().framesDecoded() > 4 * TestClip.FRAMES);
        }

        assertThat(listener.counts.get(0).looks()).as("not known at once").isEmpty();
        LookRate rate = listener.counts.get(listener.counts.size() - 1).looks().orElseThrow();
        assertThat(rate.configured()).isEqualTo(config().detectFps());
        assertThat(rate.real()).isBetween(0.5, rate.configured() + 0.1);
        assertThat(rate.wanted()).isCloseTo(rate.real(), within(0.5));
    }

    @Test
    void aLoopGoesOnWithoutAGapOrAFalseCrossing() {
        try (var pipeline = start(config().withLoop(true))) {
            await().atMost(PATIENCE).until(() -> pipeline.statistics().framesDecoded() > 4 * TestClip.FRAMES);
        }

        assertThat(listener.stateNames()).containsExactly(State.CONNECTED);
        assertThat(listener.crossings).hasSizeGreaterThanOrEqualTo(8);
        for (int i = 0; i < 8; i++) {
            assertThat(listener.crossings.get(i).direction())
                    .isEqualTo(i % 2 == 0 ? Direction.FORWARD : Direction.BACKWARD);
        }
    }

    @Test
    void aRecordingInRealTimeTakesAsLongAsItLasts() {
        long started = System.nanoTime();
        try (var pipeline = start(config().withPace(Pace.REAL_TIME))) {
            awaitState(State.ENDED);
            assertThat(pipeline.statistics().framesDecoded()).isEqualTo(TestClip.FRAMES);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(5_900));
    }

    @Test
    void aMissingFileIsAStatusWithTheRemedyInBothLanguages() {
        try (var pipeline =
                start(CameraConfig.of("cam", directory.resolve("no.mp4").toString()))) {
            awaitState(State.DISCONNECTED);
            assertThat(pipeline.statistics().framesDecoded()).isZero();
        }

        CameraStatus status = listener.states.get(0);
        assertThat(status.problem()).isEqualTo(SourceProblem.FILE_NOT_FOUND);
        assertThat(status.reason()).contains("no.mp4").contains("check the path");
        assertThat(status.reasonVietnamese()).contains("không tìm thấy tệp");
    }

    @Test
    void aListenerThatThrowsDoesNotStopTheCamera() {
        CameraListener rude = new CameraListener() {
            @Override
            public void counts(CameraCounts counts) {
                throw new IllegalStateException("not now");
            }

            @Override
            public void crossed(LineCrossing crossing) {
                listener.crossed(crossing);
                throw new IllegalStateException("not now");
            }

            @Override
            public void snapshot(Snapshot snapshot) {
                throw new IllegalStateException("not now");
            }

            @Override
            public void status(CameraStatus status) {
                listener.status(status);
                throw new IllegalStateException("not now");
            }
        };
        try (var pipeline = VideoPipeline.start(config(), rude, CLOCK)) {
            awaitState(State.ENDED);
            assertThat(pipeline.statistics().framesDecoded()).isEqualTo(TestClip.FRAMES);
        }

        assertThat(listener.crossings).hasSize(2);
    }

    private VideoPipeline start(CameraConfig config) {
        return VideoPipeline.start(config, listener, CLOCK);
    }

    private static CameraConfig config() {
        return CameraConfig.of("cam", clip.toString()).withPace(Pace.AS_FAST_AS_POSSIBLE);
    }

    private void awaitState(State state) {
        await().atMost(PATIENCE).until(() -> listener.stateNames().contains(state));
    }
}
