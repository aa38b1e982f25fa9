package vn.trangtien.gateway.camera.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.camera.process.VideoEvent.Counted;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.LineCount;
import vn.trangtien.video.source.SourceProblem;

/** One camera as its listener sees it: counts go on where the last process left them. For one thread at a time. */
final class Watched {

    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);

    private record Key(String line, String label) {

        static Key of(LineCount count) {
            return new Key(count.line(), count.label());
        }
    }

    private final CameraEntry entry;
    private final CameraListener listener;
    private final Map<Key, LineCount> before = new LinkedHashMap<>();
    private List<LineCount> now = List.of();

    Watched(CameraEntry entry, CameraListener listener) {
        this.entry = entry;
        this.listener = listener;
    }

    CameraEntry entry() {
        return entry;
    }

    void hears(VideoEvent.OfCamera event) {
        guarded(() -> {
            if (event instanceof Counted counted) {
                now = counted.counts().lines();
                listener.counts(goingOn(counted.counts()));
            } else {
                event.tell(listener);
            }
        });
    }

    private CameraCounts goingOn(CameraCounts counts) {
        return new CameraCounts(
                counts.camera(),
                together(),
                counts.objectsNow(),
                counts.framesPerSecond(),
                counts.frames(),
                counts.measures(),
                counts.at());
    }

    private List<LineCount> together() {
        Map<Key, LineCount> sum = new LinkedHashMap<>(before);
        for (LineCount count : now) {
            sum.merge(
                    Key.of(count),
                    count,
                    (a, b) ->
                            new LineCount(a.line(), a.label(), a.forward() + b.forward(), a.backward() + b.backward()));
        }
        return new ArrayList<>(sum.values());
    }

    /** The process is gone; the next one counts from 0. */
    void lost(String reason, String vietnamese, Instant at) {
        together().forEach(count -> before.put(Key.of(count), count));
        now = List.of();
        guarded(() -> listener.status(new CameraStatus(
                entry.id(), CameraStatus.State.DISCONNECTED, SourceProblem.INTERNAL_ERROR, reason, vietnamese, at)));
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
