package vn.trangtien.gateway.camera.process;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.camera.process.VideoEvent.Alerted;
import vn.trangtien.gateway.camera.process.VideoEvent.Counted;
import vn.trangtien.gateway.camera.process.VideoEvent.Crossed;
import vn.trangtien.gateway.camera.process.VideoEvent.Seen;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.LineCount;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.ObjectEvent;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.video.rules.Direction;
import vn.trangtien.video.source.SourceProblem;

/**
 * One camera as its listener sees it: counts go on where the last process left them, and what a process began and did not live to
 * end is ended for it. Thread-safe; the listener is called under its lock.
 */
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

    /** Crossings that were told since the last counts. */
    private final Map<Key, LineCount> since = new LinkedHashMap<>();

    private final Map<String, ObjectEvent> objects = new LinkedHashMap<>();
    private final Map<String, ViewAlert> alerts = new LinkedHashMap<>();
    private @Nullable CameraCounts last;
    private boolean closed;

    Watched(CameraEntry entry, CameraListener listener) {
        this.entry = entry;
        this.listener = listener;
    }

    CameraEntry entry() {
        return entry;
    }

    /** @return whether anybody still wants to know it */
    synchronized boolean hears(VideoEvent.OfCamera event) {
        if (closed) {
            return false;
        }
        guarded(() -> {
            note(event);
            if (event instanceof Counted counted) {
                listener.counts(goingOn(counted.counts(), counted.counts().at()));
            } else {
                event.tell(listener);
            }
        });
        return true;
    }

    private void note(VideoEvent.OfCamera event) {
        if (event instanceof Counted counted) {
            now = counted.counts().lines();
            last = counted.counts();
            since.clear();
        } else if (event instanceof Crossed crossed) {
            LineCount one = one(crossed.crossing());
            since.merge(Key.of(one), one, Watched::sum);
        } else if (event instanceof Seen seen) {
            if (seen.event().phase() == ObjectEvent.Phase.END) {
                objects.remove(seen.event().id());
            } else {
                objects.put(seen.event().id(), seen.event());
            }
        } else if (event instanceof Alerted alerted) {
            if (alerted.alert().state() == ViewAlert.State.ENDED) {
                alerts.remove(alerted.alert().id());
            } else {
                alerts.put(alerted.alert().id(), alerted.alert());
            }
        }
    }

    private static LineCount one(LineCrossing crossing) {
        boolean forward = crossing.direction() == Direction.FORWARD;
        return new LineCount(crossing.line(), crossing.label(), forward ? 1 : 0, forward ? 0 : 1);
    }

    private static LineCount sum(LineCount one, LineCount other) {
        return new LineCount(
                one.line(), one.label(), one.forward() + other.forward(), one.backward() + other.backward());
    }

    private CameraCounts goingOn(CameraCounts counts, Instant at) {
        return new CameraCounts(
                counts.camera(),
                together(),
                counts.objectsNow(),
                counts.framesPerSecond(),
                counts.frames(),
                counts.looks(),
                counts.measures(),
                at);
    }

    private List<LineCount> together() {
        Map<Key, LineCount> sum = new LinkedHashMap<>(before);
        now.forEach(count -> sum.merge(Key.of(count), count, Watched::sum));
        since.values().forEach(count -> sum.merge(Key.of(count), count, Watched::sum));
        return new ArrayList<>(sum.values());
    }

    /** The process is gone; the next one counts from 0 and knows nothing of what this one began. */
    synchronized void lost(String reason, String vietnamese, Instant at) {
        if (closed) {
            return;
        }
        together().forEach(count -> before.put(Key.of(count), count));
        now = List.of();
        since.clear();
        endAll(reason, vietnamese, at);
        guarded(() -> listener.status(new CameraStatus(
                entry.id(), CameraStatus.State.DISCONNECTED, SourceProblem.INTERNAL_ERROR, reason, vietnamese, at)));
    }

    /** Nobody watches the camera any more: ends what was begun and tells of the last crossings. Nothing is heard afterwards. */
    synchronized void close(Instant at) {
        if (closed) {
            return;
        }
        closed = true;
        CameraCounts known = last;
        if (known != null && !since.isEmpty()) {
            guarded(() -> listener.counts(goingOn(known, at)));
        }
        endAll("the camera is not watched any more", "camera không còn được theo dõi", at);
    }

    private void endAll(String reason, String vietnamese, Instant at) {
        List.copyOf(objects.values()).forEach(object -> guarded(() -> listener.object(object.ended(at))));
        objects.clear();
        List.copyOf(alerts.values())
                .forEach(alert -> guarded(() -> listener.alert(alert.ended(at, reason, vietnamese))));
        alerts.clear();
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
