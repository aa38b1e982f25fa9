package vn.trangtien.gateway.camera;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.metrics.CameraMetrics;
import vn.trangtien.video.schedule.DetectorPool;

/** A camera behind our video analytics. Thread-safe. */
public final class VideoCamera implements CameraSource {

    /** Native code may hold the camera's thread for its whole time-out; the gateway does not wait for that. */
    private static final Duration CLOSING = Duration.ofMillis(800);

    private final CameraConfig config;
    private final DetectorPool detectors;
    private final Clock clock;
    private @Nullable VideoPipeline pipeline;
    private long framesBeforeClosing;
    private long crossingsBeforeClosing;

    /**
     * @param config where its pictures come from, and what is wanted of them
     * @param detectors shared by the cameras of this process; its owner closes it after them
     */
    public VideoCamera(CameraConfig config, DetectorPool detectors, Clock clock) {
        this.config = config;
        this.detectors = detectors;
        this.clock = clock;
    }

    @Override
    public String id() {
        return config.id();
    }

    @Override
    public synchronized void start(CameraListener listener) {
        if (pipeline != null) {
            throw new IllegalStateException("camera " + id() + " can be started once, but was started already");
        }
        pipeline = VideoPipeline.start(config, detectors, listener, clock);
    }

    /** Frames looked at since the start. */
    public synchronized long frames() {
        return pipeline == null ? framesBeforeClosing : pipeline.statistics().framesAnalysed();
    }

    /** What was done so far, stage by stage; empty before the start and after the end. */
    public synchronized Optional<CameraMetrics> metrics() {
        return pipeline == null ? Optional.empty() : Optional.of(pipeline.metrics());
    }

    /** Objects that passed the line since the start. */
    public synchronized long crossings() {
        return pipeline == null
                ? crossingsBeforeClosing
                : pipeline.metrics().output().crossings();
    }

    @Override
    public synchronized void close() {
        VideoPipeline running = pipeline;
        if (running == null) {
            return;
        }
        framesBeforeClosing = running.statistics().framesAnalysed();
        crossingsBeforeClosing = running.metrics().output().crossings();
        pipeline = null;
        var closer = new Thread(running::close, "close-camera-" + id());
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
