package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.metrics.ProcessMemory;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.schedule.DetectorPool;
import vn.trangtien.video.source.Pace;

/** Many frames and many cameras through the whole pipeline, with the real decoder and a detector that only scales pictures. */
class LongRunIT {

    private static final Logger LOG = LoggerFactory.getLogger(LongRunIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long WARM = 5_000;
    private static final long FRAMES = Long.getLong("trangtien.test.frames", 10_000);
    private static final int CAMERAS = Integer.getInteger("trangtien.test.cameras", 24);
    private static final double MEGABYTE = 1e6;

    @TempDir
    private static Path directory;

    private static Path clip;

    @BeforeAll
    static void writeClip() throws FrameRecorder.Exception {
        clip = TestClip.write(directory.resolve("street.avi"));
    }

    @Test
    void manyFramesLeaveNoMemoryBehind() {
        var listener = new Counting();
        CameraConfig config = CameraConfig.of("cam", clip.toString())
                .withLoop(true)
                .withPace(Pace.AS_FAST_AS_POSSIBLE)
                .withSnapshotEvery(Duration.ofSeconds(5));
        try (var pool = DetectorPool.start(name -> Optional.of(new Scaler(0)));
                var camera = VideoPipeline.start(config, pool, listener, Clock.systemUTC())) {
            await().atMost(PATIENCE).until(() -> camera.statistics().framesDecoded() >= WARM);
            ProcessMemory before = settled();
            await().atMost(PATIENCE).until(() -> camera.statistics().framesDecoded() >= FRAMES);
            ProcessMemory after = settled();

            LOG.info(
                    "frames={} looks={} pictures={} objects={} heap={} -> {} MB resident={} -> {} MB",
                    camera.statistics().framesDecoded(),
                    camera.metrics().looks().done(),
                    listener.pictures.get(),
                    listener.objects.get(),
                    Math.round(before.heapBytes() / MEGABYTE),
                    Math.round(after.heapBytes() / MEGABYTE),
                    Math.round(before.residentBytes() / MEGABYTE),
                    Math.round(after.residentBytes() / MEGABYTE));
            assertThat(camera.metrics().looks().done()).isGreaterThan(FRAMES / 10);
            assertThat(listener.pictures.get()).isGreaterThan(FRAMES / 100);
            assertThat(after.heapBytes() - before.heapBytes()).isLessThan(8 * MEGABYTE);
            assertThat(after.residentBytes() - before.residentBytes()).isLessThan(64 * MEGABYTE);
        }
    }

    /** More than any small machine can do: all are watched a little, and each says what it lacks. */
    @Test
    void manyCamerasOnASmallMachineShareItAndSaySo() {
        var listener = new Counting();
        var cameras = new CopyOnWriteArrayList<VideoPipeline>();
        try (var pool = DetectorPool.start(name -> Optional.of(new Scaler(20)))) {
            for (int i = 0; i < CAMERAS; i++) {
                cameras.add(VideoPipeline.start(
                        CameraConfig.of("cam-" + i, clip.toString())
                                .withLoop(true)
                                .withSnapshotEvery(Duration.ZERO),
                        pool,
                        listener,
                        Clock.systemUTC()));
            }
            await().atMost(PATIENCE)
                    .until(() -> cameras.stream()
                            .allMatch(camera -> camera.metrics().looks().done() >= 2));
            await().atMost(PATIENCE).until(() -> listener.degraded.size() >= CAMERAS / 2);

            assertThat(listener.degraded)
                    .allSatisfy(reason -> assertThat(reason)
                            .contains("asked")
                            .contains("gets")
                            .contains("fewer cameras"));
            assertThat(listener.lost.get()).isZero();
            assertThat(threads("camera-")).isEqualTo(CAMERAS);
            assertThat(threads("detector-"))
                    .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
            LOG.info(
                    "cameras={} looks={} degraded={} resident={} MB",
                    CAMERAS,
                    cameras.stream()
                            .mapToLong(camera -> camera.metrics().looks().done())
                            .sum(),
                    listener.degraded.size(),
                    Math.round(ProcessMemory.now().residentBytes() / MEGABYTE));
        } finally {
            cameras.parallelStream().forEach(VideoPipeline::close);
        }
        assertThat(threads("camera-")).isZero();
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix) && thread.isAlive())
                .count();
    }

    private static ProcessMemory settled() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ProcessMemory.now();
    }

    private static final class Counting implements CameraListener {

        private final AtomicLong pictures = new AtomicLong();
        private final AtomicLong objects = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();
        private final List<String> degraded = new CopyOnWriteArrayList<>();

        @Override
        public void counts(CameraCounts counts) {}

        @Override
        public void crossed(LineCrossing crossing) {}

        @Override
        public void snapshot(Snapshot snapshot) {
            pictures.incrementAndGet();
        }

        @Override
        public void object(ObjectEvent event) {
            objects.incrementAndGet();
        }

        @Override
        public void status(CameraStatus status) {
            if (status.state() == CameraStatus.State.DEGRADED) {
                degraded.add(status.reason());
            } else if (status.state() == CameraStatus.State.DISCONNECTED) {
                lost.incrementAndGet();
            }
        }
    }

    /** Sees a car where the block drives down, after as much work as a model makes. */
    private record Scaler(long millis) implements Detector {

        @Override
        public DetectorFacts facts() {
            return new DetectorFacts("scaler", "0123456789ab", "Apache-2.0", Set.of("car"), 300, 300);
        }

        @Override
        public List<Detection> detect(Picture picture, Box part) {
            long until = System.nanoTime() + millis * 1_000_000;
            int bright = 0;
            do {
                byte[] bgr = picture.part(part, 300, 300).bgr();
                bright = 0;
                for (int i = 0; i < bgr.length; i += 3) {
                    bright += (bgr[i] & 0xFF) > 200 ? 1 : 0;
                }
            } while (System.nanoTime() < until);
            return bright > 100 ? List.of(new Detection("car", 0.8, new Box(0.25, 0.3, 0.12, 0.16))) : List.of();
        }

        @Override
        public void close() {}
    }
}
