package vn.trangtien.gateway.camera.process;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.camera.CameraObserver;
import vn.trangtien.gateway.camera.process.VideoEvent.Connected;
import vn.trangtien.gateway.camera.process.VideoEvent.Counts;
import vn.trangtien.gateway.camera.process.VideoEvent.Crossed;
import vn.trangtien.gateway.camera.process.VideoEvent.Disconnected;
import vn.trangtien.gateway.camera.process.VideoEvent.Snapshot;
import vn.trangtien.gateway.config.CameraEntry;

/** One camera as its observer sees it: counts go on where the last process left them. For one thread at a time. */
final class Watched {

    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    private final CameraEntry entry;
    private final CameraObserver observer;
    private long forwardBefore;
    private long backwardBefore;
    private long forward;
    private long backward;

    Watched(CameraEntry entry, CameraObserver observer) {
        this.entry = entry;
        this.observer = observer;
    }

    CameraEntry entry() {
        return entry;
    }

    void hears(VideoEvent event) {
        guarded(() -> tell(event));
    }

    private void tell(VideoEvent event) {
        if (event instanceof Counts counts) {
            forward = counts.forward();
            backward = counts.backward();
            observer.counts(
                    forwardBefore + forward,
                    backwardBefore + backward,
                    counts.objects(),
                    counts.framesPerSecond(),
                    counts.at());
        } else if (event instanceof Crossed crossed) {
            observer.crossed(crossed.id(), crossed.line(), crossed.direction(), crossed.at());
        } else if (event instanceof Snapshot snapshot) {
            observer.snapshot(snapshot.jpeg(), snapshot.width(), snapshot.height(), snapshot.takenAt());
        } else if (event instanceof Connected connected) {
            observer.connected(connected.at());
        } else if (event instanceof Disconnected disconnected) {
            observer.disconnected(disconnected.reason(), disconnected.at());
        }
    }

    /** The process is gone; the next one counts from 0. */
    void lost(String reason, Instant at) {
        forwardBefore += forward;
        backwardBefore += backward;
        forward = 0;
        backward = 0;
        guarded(() -> observer.disconnected(reason, at));
    }

    /** A mistake of a listener must not end the reading of all cameras. */
    private void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.error("camera={} unexpected", entry.id(), e);
        }
    }
}
