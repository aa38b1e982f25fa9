package vn.trangtien.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.FilmShelf;
import vn.trangtien.sim.camera.rtsp.SceneFootage;
import vn.trangtien.sim.camera.scene.Scenes;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.health.HealthSettings.Black;
import vn.trangtien.video.health.HealthSettings.Covered;
import vn.trangtien.video.health.HealthSettings.Defocused;
import vn.trangtien.video.health.HealthSettings.Frozen;
import vn.trangtien.video.health.HealthSettings.Moved;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.Transport;

/**
 * Every fault of the simulated camera, and what the product makes of it: the right alarm or state, no wrong one, and the camera
 * comes back. Times to notice are short, so that each takes seconds.
 */
class CameraFaultsIT {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final double RATE = 12.5;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /** A simulated camera that changes its film begins with the next key picture, which may be a second away. */
    private static final Duration PATIENT = Duration.ofSeconds(5);

    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(1);

    /** Short times, but a frozen picture must be older than the second between two key pictures. */
    private static final HealthSettings NERVOUS = new HealthSettings(
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            new Frozen(Duration.ofSeconds(4), Duration.ofSeconds(2), 0.3, 0.96),
            new Black(AFTER, HealthSettings.DEFAULT.black().level()),
            new Covered(AFTER, HealthSettings.DEFAULT.covered().lost()),
            new Defocused(AFTER, HealthSettings.DEFAULT.defocused().sharpness()),
            new Moved(AFTER, HealthSettings.DEFAULT.moved().likeness(), Duration.ofMinutes(30)));

    @TempDir
    private static Path films;

    private final Listener listener = new Listener();
    private SimulatedCamera camera;
    private VideoPipeline pipeline;

    /** Drawing them while somebody watches would take the second in which the camera counts as lost. */
    @BeforeAll
    static void drawTheFaults() throws IOException {
        var street = new SceneFootage(Scenes.named("street"), WIDTH, HEIGHT, RATE, Codec.H264, new FilmShelf(films));
        for (Fault fault : Fault.values()) {
            if (fault.isOfPicture()) {
                street.film(fault);
            }
        }
    }

    @BeforeEach
    void aCameraThatWorks() throws IOException {
        camera = SimulatedCamera.of(Scenes.named("street"), films)
                .picture(WIDTH, HEIGHT, RATE)
                .speed(2)
                .start();
    }

    @AfterEach
    void close() {
        pipeline.close();
        camera.close();
    }

    private void watch(Transport transport, Duration timeout) {
        CameraConfig config = CameraConfig.of("cam", camera.url())
                .with(c -> c.source(SourceSettings.of(camera.url())
                                .withTransport(transport)
                                .withTimeout(timeout))
                        .health(NERVOUS)
                        .snapshotEvery(Duration.ZERO));
        pipeline = VideoPipeline.start(config, listener, Clock.systemUTC());
        // The usual view must be known before anything can be unusual about it.
        awaitFrames(25);
    }

    @ParameterizedTest(name = "{0} is told as {1}")
    @CsvSource({"STILL, FROZEN", "BLACK, BLACK", "COVERED, COVERED", "DEFOCUS, DEFOCUSED", "MOVED, MOVED"})
    void whatIsWrongWithThePictureIsAnAlarmUntilItIsRight(Fault fault, ViewAlert.Kind kind) {
        watch(Transport.TCP, PATIENT);

        camera.faults().on(fault);
        await().atMost(SOON).untilAsserted(() -> assertThat(listener.alerts()).contains(kind + " BEGAN"));
        camera.faults().clear();
        await().atMost(SOON).untilAsserted(() -> assertThat(listener.alerts()).contains(kind + " ENDED"));

        assertThat(listener.alerts()).containsExactly(kind + " BEGAN", kind + " ENDED");
        assertThat(listener.states()).containsExactly(State.CONNECTED);
    }

    @ParameterizedTest(name = "{0} of {1} over {2}")
    @CsvSource({
        "LOSS, 1, UDP",
        "REORDER, 5, UDP",
        "JITTER, 60, TCP",
        "CLOCK, 3600, TCP",
    })
    void whatIsWrongWithTheNetworkIsNoAlarmAndPicturesGoOn(Fault fault, double amount, Transport transport) {
        watch(transport, PATIENT);

        camera.faults().on(fault, amount);
        // Longer than the three seconds of the stream after which a wrong clock jumps.
        awaitFrames(60);
        camera.faults().clear();
        awaitFrames(12);

        assertThat(listener.alerts()).isEmpty();
        assertThat(listener.states()).containsExactly(State.CONNECTED);
    }

    @Test
    void anotherSizeWithinTheStreamIsFollowed() {
        watch(Transport.TCP, PATIENT);

        camera.faults().on(Fault.RESOLUTION);
        awaitFrames(25);
        camera.faults().clear();
        awaitFrames(25);

        assertThat(listener.alerts()).isEmpty();
        assertThat(listener.states()).containsExactly(State.CONNECTED);
    }

    @Test
    void aStreamThatStopsIsNoticedAfterItsTimeoutAndCountedAgainSoonAfterItReturns() {
        watch(Transport.TCP, TIMEOUT);

        long stopped = System.nanoTime();
        camera.faults().on(Fault.FREEZE);
        await().pollInterval(Duration.ofMillis(20)).atMost(SOON).until(() -> listener.isLost());
        assertThat(since(stopped)).isLessThan(TIMEOUT.plusSeconds(1));
        assertThat(listener.problem()).isEqualTo(SourceProblem.INTERRUPTED);

        long returned = System.nanoTime();
        camera.faults().clear();
        awaitFrames(1);
        assertThat(since(returned)).isLessThan(AGAIN);
        assertThat(listener.alerts()).isEmpty();
    }

    @Test
    void aConnectionThatIsCutIsMadeAgain() {
        watch(Transport.TCP, TIMEOUT);

        camera.faults().on(Fault.DISCONNECT, 1);
        await().atMost(SOON).until(() -> listener.isLost());
        assertThat(listener.problem()).isEqualTo(SourceProblem.INTERRUPTED);

        long returned = System.nanoTime();
        camera.faults().clear();
        awaitFrames(1);
        assertThat(since(returned)).isLessThan(AGAIN);
        assertThat(listener.states()).startsWith(State.CONNECTED, State.DISCONNECTED, State.CONNECTED);
        assertThat(listener.alerts()).isEmpty();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void awaitFrames(int more) {
        long before = pipeline.statistics().framesAnalysed();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .until(() -> pipeline.statistics().framesAnalysed() >= before + more);
    }

    /** Keeps what the camera tells. */
    private static final class Listener implements CameraListener {

        private final List<ViewAlert> alerts = new CopyOnWriteArrayList<>();
        private final List<CameraStatus> told = new CopyOnWriteArrayList<>();

        @Override
        public void counts(CameraCounts counts) {
            // Frames are counted by the pipeline's statistics.
        }

        @Override
        public void crossed(LineCrossing crossing) {
            // Which objects pass is another test's business.
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            // None was asked for.
        }

        @Override
        public void alert(ViewAlert alert) {
            alerts.add(alert);
        }

        @Override
        public void status(CameraStatus status) {
            told.add(status);
        }

        List<String> alerts() {
            return alerts.stream()
                    .map(alert -> alert.kind() + " " + alert.state())
                    .toList();
        }

        List<State> states() {
            return told.stream().map(CameraStatus::state).toList();
        }

        boolean isLost() {
            return told.get(told.size() - 1).state() == State.DISCONNECTED;
        }

        SourceProblem problem() {
            return told.stream()
                    .filter(status -> status.state() == State.DISCONNECTED)
                    .reduce((first, second) -> second)
                    .map(CameraStatus::problem)
                    .orElseThrow();
        }
    }
}
