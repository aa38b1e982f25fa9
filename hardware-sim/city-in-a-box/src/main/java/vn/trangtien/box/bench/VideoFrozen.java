package vn.trangtien.box.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import vn.trangtien.sim.camera.SimulatedCamera;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.scene.Scenes;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.video.health.HealthSettings;

/**
 * How long it takes until a camera that freezes is noticed, and until there are events again once it returns: a simulated camera
 * before the busy street, watched by motion. Frozen is a camera whose stream stops, and one that sends the same picture for ever.
 */
final class VideoFrozen {

    private static final String SCENE = "street";
    private static final double EVENTS_AGAIN_SECONDS = 10;
    private static final int KNOWN_FRAMES = 100;
    private static final long POLL_MILLIS = 20;
    private static final long PATIENCE_SECONDS = 180;

    /**
     * How it is watched.
     *
     * @param timeout after which a silent stream is lost
     * @param frozen after which the same picture is an alarm
     * @param away how long the camera stays away after that was noticed; the longer, the rarer it is tried
     */
    record Watch(Duration timeout, HealthSettings.Frozen frozen, Duration away) {}

    private final Path films;
    private final Watch watch;
    private final Seen seen = new Seen();

    /** @param films where the film of the simulated camera is kept for the next time */
    VideoFrozen(Path films, Watch watch) {
        this.films = films;
        this.watch = watch;
    }

    /** The figures; one that takes longer than three minutes is missed. */
    List<VideoFigure> run() throws IOException, InterruptedException {
        try (SimulatedCamera camera =
                SimulatedCamera.of(Scenes.named(SCENE), films).start()) {
            CameraConfig config = CameraConfig.of("frozen", camera.url())
                    .withTimeout(watch.timeout())
                    .withHealth(HealthSettings.DEFAULT.withFrozen(watch.frozen()));
            try (VideoPipeline pipeline = VideoPipeline.start(config, seen, Clock.systemUTC())) {
                until(() -> pipeline.statistics().framesAnalysed() >= KNOWN_FRAMES && seen.events > 0);
                double lost = after(() -> camera.faults().on(Fault.FREEZE), () -> !seen.connected);
                TimeUnit.NANOSECONDS.sleep(watch.away().toNanos());
                double back = afterReturn(camera);
                double still = after(() -> camera.faults().on(Fault.STILL), () -> seen.frozen);
                TimeUnit.NANOSECONDS.sleep(watch.away().toNanos());
                double moving = afterReturn(camera);
                return figures(lost, back, still, moving);
            }
        }
    }

    private List<VideoFigure> figures(double lost, double back, double still, double moving) {
        return List.of(
                VideoFigure.atMost(
                        "frozenNoticedSeconds",
                        lost,
                        seconds(watch.timeout()) + 1,
                        "s",
                        "the stream stops: time-out %.0f s".formatted(seconds(watch.timeout()))),
                VideoFigure.atMost(
                        "eventsAgainSeconds",
                        back,
                        EVENTS_AGAIN_SECONDS,
                        "s",
                        "the first event of an object after the stream returns"),
                VideoFigure.atMost(
                        "samePictureNoticedSeconds",
                        still,
                        seconds(watch.frozen().after()) + 1,
                        "s",
                        "the same picture for ever: frozen.after %.0f s"
                                .formatted(seconds(watch.frozen().after()))),
                VideoFigure.atMost(
                        "samePictureEventsAgainSeconds",
                        moving,
                        EVENTS_AGAIN_SECONDS,
                        "s",
                        "the first event of an object after the picture moves again"));
    }

    private double afterReturn(SimulatedCamera camera) throws InterruptedException {
        int before = seen.events;
        return after(() -> camera.faults().clear(), () -> seen.events > before);
    }

    private static double after(Runnable change, BooleanSupplier noticed) throws InterruptedException {
        long began = System.nanoTime();
        change.run();
        until(noticed);
        return (System.nanoTime() - began) / 1e9;
    }

    private static void until(BooleanSupplier there) throws InterruptedException {
        long began = System.nanoTime();
        while (!there.getAsBoolean() && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** Told by the thread of the camera alone. */
    private static final class Seen implements CameraListener {

        private volatile boolean connected;
        private volatile boolean frozen;
        private volatile int events;

        @Override
        public void object(ObjectEvent event) {
            if (event.phase() != ObjectEvent.Phase.END) {
                told();
            }
        }

        @Override
        public void crossed(LineCrossing crossing) {
            told();
        }

        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void told() {
            events++;
        }

        @Override
        public void alert(ViewAlert alert) {
            if (alert.kind() == ViewAlert.Kind.FROZEN) {
                frozen = alert.state() == ViewAlert.State.BEGAN;
            }
        }

        @Override
        public void status(CameraStatus status) {
            connected = status.state() != CameraStatus.State.DISCONNECTED;
        }

        @Override
        public void counts(CameraCounts counts) {
            // Counts come every second, whether anything happens or not.
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            // No event.
        }
    }
}
