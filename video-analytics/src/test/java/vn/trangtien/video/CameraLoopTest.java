package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.ObjectEvent.Phase;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.Words;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.Zone;
import vn.trangtien.video.schedule.DetectorPool;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.VideoSourceException;

/** A camera from its first connection to the last, in virtual time. */
class CameraLoopTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final double NEVER = Double.MAX_VALUE;
    /** What drives in the scene drives down. */
    private static final Zone UPWARDS_ONLY =
            Zone.of("đường", Polygon.of(new Box(0, 0, 1, 1))).with(new Zone.WrongWay(0));

    private final VirtualWorld world = new VirtualWorld();
    private final RecordingListener listener = new RecordingListener();
    private final AtomicInteger held = new AtomicInteger();
    private final List<Double> attempts = new ArrayList<>();
    private DetectorPool pool = DetectorPool.withoutModels();
    private String detector = DetectorFactory.BLOB;

    @Test
    void aFrozenCameraIsNoticedWithinItsTimeOutAndTellsEventsWithinTenSecondsOfItsReturn() {
        double frozen = 6;
        for (double away : new double[] {0.5, 3, 7, 33, 1_000}) {
            var run = new CameraLoopTest();
            run.runFor(frozen + away + 16, (settings, first, packets) -> {
                double now = run.world.seconds();
                boolean back = now >= frozen + away;
                if (now > frozen && !back) {
                    // Whoever connects to a frozen camera hears nothing for the whole time-out, or until it wakes up.
                    double wait = Math.min(TIMEOUT.toSeconds(), frozen + away - now);
                    run.world.pass(Duration.ofNanos((long) (wait * 1e9)));
                    if (wait == TIMEOUT.toSeconds()) {
                        throw VideoSourceException.of(SourceProblem.UNREACHABLE, settings.analysed());
                    }
                }
                return run.source(first, run.world.seconds() < frozen ? frozen : NEVER);
            });

            double noticed = run.secondsOf(run.listener.states.stream()
                    .filter(status -> status.state() == State.DISCONNECTED)
                    .findFirst()
                    .orElseThrow()
                    .at());
            assertThat(noticed - frozen).as("noticed, away %s s", away).isLessThanOrEqualTo(TIMEOUT.toSeconds() + 1);
            double firstEvent = run.listener.crossings.stream()
                    .mapToDouble(crossing -> run.secondsOf(crossing.at()))
                    .filter(second -> second > Math.max(noticed, frozen + away))
                    .min()
                    .orElseThrow();
            assertThat(firstEvent - Math.max(noticed, frozen + away))
                    .as("events again, away %s s", away)
                    .isLessThanOrEqualTo(10);
        }
    }

    @Test
    void objectsEndSomeSecondsAfterTheCameraWasLostAndOnlyOnce() {
        double lost = 14.9;
        runFor(120, (settings, first, packets) -> {
            if (world.seconds() > 1) {
                throw VideoSourceException.of(SourceProblem.UNREACHABLE, settings.analysed());
            }
            return source(first, lost);
        });

        assertThat(ids(Phase.NEW)).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        assertThat(ids(Phase.END)).containsExactlyInAnyOrderElementsOf(ids(Phase.NEW));
        ObjectEvent lastEnd = listener.objects.get(listener.objects.size() - 1);
        assertThat(secondsOf(lastEnd.at())).isBetween(lost + 5, lost + TIMEOUT.toSeconds() + 8);
    }

    @Test
    void alertsEndSomeSecondsAfterTheCameraWasLostAndOnlyOnce() {
        double lost = 14.9;
        runFor(120, (settings, first, packets) -> {
            if (world.seconds() > 1) {
                throw VideoSourceException.of(SourceProblem.UNREACHABLE, settings.analysed());
            }
            return source(first, lost);
        });

        assertThat(alertIds(ViewAlert.State.BEGAN)).isNotEmpty().doesNotHaveDuplicates();
        assertThat(alertIds(ViewAlert.State.ENDED))
                .containsExactlyInAnyOrderElementsOf(alertIds(ViewAlert.State.BEGAN));
        ViewAlert last = listener.alerts.get(listener.alerts.size() - 1);
        assertThat(last.reason()).isEqualTo("the camera gives no pictures any more");
        assertThat(secondsOf(last.at())).isBetween(lost + 5, lost + TIMEOUT.toSeconds() + 8);
    }

    @Test
    void aCameraThatIsSwitchedOffEndsWhatItBegan() {
        runFor(14.2, (settings, first, packets) -> source(first, NEVER));

        assertThat(ids(Phase.NEW)).isNotEmpty();
        assertThat(ids(Phase.END)).containsExactlyInAnyOrderElementsOf(ids(Phase.NEW));
        assertThat(alertIds(ViewAlert.State.ENDED))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(alertIds(ViewAlert.State.BEGAN));
    }

    @Test
    void aWrongPasswordIsNotTriedAgainEveryFewSeconds() {
        runFor(600, (settings, first, packets) -> {
            throw VideoSourceException.of(SourceProblem.SIGN_IN_REFUSED, settings.analysed());
        });

        assertThat(attempts).hasSizeBetween(15, 45);
        assertThat(listener.stateNames()).containsExactly(State.DISCONNECTED);
    }

    @Test
    void aSourceThatBreaksInAnUnknownWayIsAStatusAndIsTriedAgain() {
        runFor(12, (settings, first, packets) -> {
            if (attempts.size() == 1) {
                throw new IllegalStateException("a picture nobody thought of");
            }
            return source(first, NEVER);
        });

        assertThat(listener.stateNames()).containsExactly(State.DISCONNECTED, State.CONNECTED);
        assertThat(listener.states.get(0).problem()).isEqualTo(SourceProblem.INTERNAL_ERROR);
        assertThat(listener.crossings).isNotEmpty();
    }

    @Test
    void aModelLibraryThatIsMissingLeavesACameraThatCountsByMotionAndSaysSo() {
        try (var broken = DetectorPool.start(name -> {
            throw new NoClassDefFoundError("ai/onnxruntime/OrtEnvironment");
        })) {
            pool = broken;
            detector = "ssd";
            runFor(12, (settings, first, packets) -> source(first, NEVER));
        }

        assertThat(listener.stateNames()).containsExactly(State.DEGRADED);
        assertThat(listener.states.get(0).reason()).contains("only what moves is counted", "OrtEnvironment");
        assertThat(listener.states.get(0).reasonVietnamese()).contains("chỉ đếm vật chuyển động");
        assertThat(listener.crossings).extracting(LineCrossing::label).containsOnly("moving");
    }

    @Test
    void aModelThatIsDamagedIsToldInTheReadersLanguageHoweverDeepItWasFound() {
        var damaged = new ModelException(
                new Words("Mô hình ssd bị hỏng", "The model ssd is damaged"), new Words("Cài lại", "Install it again"));
        try (var broken = DetectorPool.start(name -> {
            throw new DetectorException("no detector", new DetectorException("not opened", damaged));
        })) {
            pool = broken;
            detector = "ssd";
            runFor(12, (settings, first, packets) -> source(first, NEVER));
        }

        assertThat(listener.states.get(0).reason()).endsWith("The model ssd is damaged. Install it again");
        assertThat(listener.states.get(0).reasonVietnamese()).endsWith("Mô hình ssd bị hỏng. Cài lại");
    }

    @Test
    void countsGoOnThroughAReconnection() {
        runFor(24, (settings, first, packets) -> source(first, world.seconds() < 10 ? 10 : NEVER));

        List<Long> totals = listener.counts.stream().map(CameraCounts::forward).toList();
        assertThat(totals).isSorted();
        assertThat(totals.get(totals.size() - 1)).isEqualTo(listener.crossings.size());
        assertThat(listener.crossings).extracting(LineCrossing::label).containsOnly("moving");
    }

    @Test
    void everyPictureThatLeavesIsInTheRecordBefore() {
        runFor(12, (settings, first, packets) -> source(first, NEVER));

        assertThat(listener.pictures).isNotEmpty();
        assertThat(world.audited).hasSameSizeAs(listener.pictures);
        assertThat(listener.pictures).extracting(Snapshot::masked).containsOnly(true);
        assertThat(listener.pictures)
                .anySatisfy(picture -> assertThat(picture.object()).isPresent());
    }

    @Test
    void aSourceThatTurnsIntoSomethingUnusableIsAStatusWithItsReason() {
        runFor(12, (settings, first, packets) -> new FailingSource(source(first, 3), SourceProblem.PICTURE_SHAPE));

        assertThat(listener.states.get(1).problem()).isEqualTo(SourceProblem.PICTURE_SHAPE);
        assertThat(listener.states.get(1).reasonVietnamese()).contains("hình quá dẹt");
    }

    @Test
    void aThreadThatTheSystemRefusesCostsATryAndNotTheCamera() {
        runFor(40, (settings, first, packets) -> {
            if (attempts.size() == 1) {
                throw new OutOfMemoryError("unable to create native thread: possibly out of memory or limits reached");
            }
            return source(first, NEVER);
        });

        assertThat(listener.stateNames()).containsExactly(State.DISCONNECTED, State.CONNECTED);
        assertThat(listener.states.get(0).problem()).isEqualTo(SourceProblem.TOO_MANY_THREADS);
        assertThat(listener.states.get(0).reason()).contains("TasksMax");
    }

    @Test
    void twoHundredCamerasConnectOneAfterTheOther() {
        var turns = new OpeningTurns();
        Duration last = Duration.ZERO;
        for (int camera = 0; camera < 200; camera++) {
            Duration wait = turns.take(0);
            assertThat(wait).isGreaterThanOrEqualTo(last);
            last = wait;
        }

        assertThat(last).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
        assertThat(turns.take(Duration.ofMinutes(1).toNanos())).isZero();
    }

    /** Runs the camera on this thread until the world is so old. */
    private void runFor(double seconds, Surroundings.Opener opener) {
        CameraConfig usual = CameraConfig.of("cam", "rtsp://192.0.2.7/sub");
        CameraConfig config = usual.withDetector(detector)
                .withTimeout(TIMEOUT)
                .with(c -> c.rules(usual.rules().withZones(List.of(UPWARDS_ONLY))));
        var stopAt = new CameraLoop[1];
        Surroundings real = world.with((settings, first, packets) -> {
            attempts.add(world.seconds());
            return new StoppingSource(opener.open(settings, first, packets), () -> stopIfOver(stopAt[0], seconds));
        });
        var surroundings = new Surroundings(
                real.clock(),
                real.nanoTime(),
                duration -> {
                    world.pass(duration);
                    stopIfOver(stopAt[0], seconds);
                },
                real.opener(),
                real.turns(),
                real.heap(),
                real.random(),
                real.audit());
        stopAt[0] = new CameraLoop(config, pool, listener, surroundings);
        stopAt[0].run();
        assertThat(held).hasValue(0);
    }

    private void stopIfOver(CameraLoop loop, double seconds) {
        if (world.seconds() >= seconds) {
            loop.stop();
        }
    }

    private FrameSource source(long first, double silentFrom) {
        return new SceneSource(world, first, silentFrom, TIMEOUT, held);
    }

    private double secondsOf(Instant at) {
        return Duration.between(VirtualWorld.BEGIN, at).toNanos() / 1e9;
    }

    private List<String> ids(Phase phase) {
        return listener.objects.stream()
                .filter(event -> event.phase() == phase)
                .map(ObjectEvent::id)
                .toList();
    }

    private List<String> alertIds(ViewAlert.State state) {
        return listener.alerts.stream()
                .filter(alert -> alert.state() == state)
                .map(ViewAlert::id)
                .toList();
    }
}
