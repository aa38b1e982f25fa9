package vn.trangtien.video;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.SourceAddress;
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
    private final Thread thread;

    private VideoPipeline(CameraConfig config, CameraLoop loop) {
        this.config = config;
        this.loop = loop;
        this.thread = new Thread(loop, "camera-" + config.id());
        this.thread.setDaemon(true);
    }

    /**
     * Begins at once and never fails: a camera that is not there is a {@link CameraStatus}, and is tried again.
     *
     * @param clock stamps what the listener is told
     */
    public static VideoPipeline start(CameraConfig config, CameraListener listener, Clock clock) {
        var loop = new CameraLoop(config, new GuardedListener(config.id(), listener), clock, System::nanoTime);
        var pipeline = new VideoPipeline(config, loop);
        pipeline.thread.start();
        return pipeline;
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

    /** Stops listening and releases the camera; a silent camera delays this by its time-out at most. May be called by a listener. */
    @Override
    public void close() {
        loop.stop();
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
