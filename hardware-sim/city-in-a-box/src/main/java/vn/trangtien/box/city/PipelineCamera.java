package vn.trangtien.box.city;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.trangtien.gateway.camera.CameraObserver;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.wire.LineCrossedMessage.Direction;

/** Plugs a video pipeline into a gateway, and remembers how much it did. Thread-safe. */
final class PipelineCamera implements CameraSource {

    private final CameraConfig config;
    private final Clock clock;
    private final AtomicLong crossings = new AtomicLong();
    private @Nullable VideoPipeline pipeline;
    private long framesBeforeClosing;

    PipelineCamera(CameraConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String id() {
        return config.id();
    }

    @Override
    public synchronized void start(CameraObserver observer) {
        pipeline = VideoPipeline.start(config, new Translator(observer, crossings), clock);
    }

    /** Frames looked at since the start. */
    synchronized long frames() {
        return pipeline == null ? framesBeforeClosing : pipeline.statistics().framesAnalysed();
    }

    /** Objects that passed the line since the start. */
    long crossings() {
        return crossings.get();
    }

    @Override
    public synchronized void close() {
        if (pipeline != null) {
            framesBeforeClosing = pipeline.statistics().framesAnalysed();
            pipeline.close();
            pipeline = null;
        }
    }

    private record Translator(CameraObserver observer, AtomicLong crossings) implements CameraListener {

        @Override
        public void counts(CameraCounts counts) {
            observer.counts(
                    counts.forward(), counts.backward(), counts.objectsNow(), counts.framesPerSecond(), counts.at());
        }

        @Override
        public void crossed(LineCrossing crossing) {
            crossings.incrementAndGet();
            Direction direction = switch (crossing.direction()) {
                case FORWARD -> Direction.FORWARD;
                case BACKWARD -> Direction.BACKWARD;
            };
            observer.crossed(crossing.id(), crossing.line(), direction, crossing.at());
        }

        @Override
        public void snapshot(byte[] jpeg, int width, int height, Instant takenAt) {
            observer.snapshot(jpeg, width, height, takenAt);
        }

        @Override
        public void status(CameraStatus status) {
            switch (status.state()) {
                case CONNECTED -> observer.connected(status.at());
                case DISCONNECTED, ENDED -> observer.disconnected(status.reason(), status.at());
            }
        }
    }
}
