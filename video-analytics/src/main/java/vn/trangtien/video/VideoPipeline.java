package vn.trangtien.video;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.metrics.CameraMetrics;
import vn.trangtien.video.privacy.ImageAudit;
import vn.trangtien.video.schedule.DetectorPool;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.SourceAddress;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.StreamFacts;
import vn.trangtien.video.source.VideoSourceException;

/**
 * One camera at work, on a thread of its own: connects, decodes, counts, tells its listener, and connects again when the
 * camera went away. Memory does not grow with time.
 *
 * <pre>{@code
 * try (var camera = VideoPipeline.start(CameraConfig.of("cam-1", "rtsp://10.0.0.7/sub"), listener, clock)) {
 *     …
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class VideoPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VideoPipeline.class);

    /** Beyond the time-out of the source, which is the longest that native code keeps the thread. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final CameraConfig config;
    private final CameraLoop loop;
    private final HeapBudget heap;
    private final Runnable begins = this::begin;
    private final Thread thread;

    private VideoPipeline(CameraConfig config, CameraLoop loop, HeapBudget heap) {
        this.config = config;
        this.loop = loop;
        this.heap = heap;
        this.thread = new Thread(this::run, "camera-" + config.id());
        this.thread.setDaemon(true);
    }

    /**
     * Begins at once and never fails: a camera that is not there is a {@link CameraStatus}, and is tried again. Clear
     * pictures that leave are recorded in the log.
     *
     * @param pool detectors of this process; must be closed after its cameras
     * @param clock stamps what the listener is told
     */
    public static VideoPipeline start(CameraConfig config, DetectorPool pool, CameraListener listener, Clock clock) {
        return start(config, pool, listener, new LoggedAudit(), clock);
    }

    /** The same with a record of its own of every picture that leaves. */
    public static VideoPipeline start(
            CameraConfig config, DetectorPool pool, CameraListener listener, ImageAudit audit, Clock clock) {
        return start(config, pool, listener, Surroundings.real(audit, clock));
    }

    /** Counts by motion only, without any model. */
    public static VideoPipeline start(CameraConfig config, CameraListener listener, Clock clock) {
        return start(config.withDetector(DetectorFactory.BLOB), DetectorPool.withoutModels(), listener, clock);
    }

    static VideoPipeline start(CameraConfig config, DetectorPool pool, CameraListener listener, Surroundings world) {
        var loop = new CameraLoop(config, pool, new GuardedListener(config.id(), listener), world);
        var pipeline = new VideoPipeline(config, loop, world.heap());
        world.heap().begin(pipeline.begins, () -> loop.waits(SourceProblem.TOO_LITTLE_MEMORY));
        return pipeline;
    }

    /** How many cameras a process with so much Java heap watches at the same time; further ones wait and say so. */
    public static int camerasIn(long heapBytes) {
        return HeapBudget.camerasIn(heapBytes);
    }

    private void begin() {
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            LOG.error("camera={} thread=refused reason=\"{}\"", config.id(), e.getMessage());
            loop.waits(SourceProblem.TOO_MANY_THREADS);
            heap.waitAgain(begins);
        }
    }

    private void run() {
        try {
            loop.run();
        } finally {
            heap.giveBack();
        }
    }

    /**
     * Opens a source, decodes one frame and closes it again, to find out beforehand whether it works.
     *
     * @param source as in {@link CameraConfig#source()}
     * @throws VideoSourceException if it does not, with the remedy
     */
    public static StreamFacts check(SourceAddress source, Duration timeout) throws VideoSourceException {
        return FfmpegFrameSource.check(source, timeout);
    }

    /** What was done so far, at any time and from any thread. */
    public PipelineStatistics statistics() {
        return loop.statistics();
    }

    /** What was done so far, stage by stage, as of the last second. At any time and from any thread. */
    public CameraMetrics metrics() {
        return loop.metrics();
    }

    /** Stops listening and releases the camera; a silent camera delays this by its time-out at most. May be called by a listener. */
    @Override
    public void close() {
        loop.stop();
        if (heap.forget(begins)) {
            return;
        }
        thread.interrupt();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(config.source().timeout().plus(GRACE).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("camera={} still held by its source; its thread ends with the process", config.id());
        }
    }
}
