package vn.trangtien.gateway.camera;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.wire.LineCrossedMessage.Direction;

/** A camera behind our video analytics. Thread-safe. */
public final class VideoCamera implements CameraSource {

    /** Native code may hold the camera's thread for its whole time-out; the gateway does not wait for that. */
    private static final Duration CLOSING = Duration.ofMillis(800);

    private final CameraConfig config;
    private final Clock clock;
    private final AtomicLong crossings = new AtomicLong();
    private @Nullable VideoPipeline pipeline;
    private long framesBeforeClosing;

    public VideoCamera(CameraConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The camera of a gateway's configuration. */
    public static VideoCamera of(CameraEntry entry, Clock clock) {
        CameraConfig config = CameraConfig.of(entry.id(), entry.source())
                .withLoop(entry.loop())
                .withSnapshotEvery(entry.snapshotEvery());
        if (entry.minimumBlobShare().isPresent()) {
            config = config.withMinimumBlobShare(entry.minimumBlobShare().getAsDouble());
        }
        if (entry.countingLine().isPresent()) {
            CameraEntry.CountingLine line = entry.countingLine().get();
            config = config.withLine(new CountingLine(
                    line.name(), new Point(line.fromX(), line.fromY()), new Point(line.toX(), line.toY())));
        }
        return new VideoCamera(config, clock);
    }

    @Override
    public String id() {
        return config.id();
    }

    @Override
    public synchronized void start(CameraObserver observer) {
        if (pipeline != null) {
            throw new IllegalStateException("camera " + id() + " can be started once, but was started already");
        }
        pipeline = VideoPipeline.start(config, new Adapter(observer, crossings), clock);
    }

    /** Frames looked at since the start. */
    public synchronized long frames() {
        return pipeline == null ? framesBeforeClosing : pipeline.statistics().framesAnalysed();
    }

    /** Objects that passed the line since the start. */
    public long crossings() {
        return crossings.get();
    }

    @Override
    public synchronized void close() {
        VideoPipeline running = pipeline;
        if (running == null) {
            return;
        }
        framesBeforeClosing = running.statistics().framesAnalysed();
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

    /** Their words into ours. */
    private record Adapter(CameraObserver observer, AtomicLong crossings) implements CameraListener {

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
        public void snapshot(Snapshot snapshot) {
            observer.snapshot(snapshot.jpeg(), snapshot.width(), snapshot.height(), snapshot.takenAt());
        }

        @Override
        public void status(CameraStatus status) {
            if (status.state() == CameraStatus.State.CONNECTED || status.state() == CameraStatus.State.DEGRADED) {
                observer.connected(status.at());
            } else {
                observer.disconnected(status.reason(), status.at());
            }
        }
    }
}
