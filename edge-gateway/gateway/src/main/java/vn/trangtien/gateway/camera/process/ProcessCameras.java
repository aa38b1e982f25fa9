package vn.trangtien.gateway.camera.process;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.video.CameraListener;

/**
 * The cameras of a gateway in one child process. It is started with the first camera, started again when it ends unasked, and
 * stopped with the last camera. Thread-safe. While there are cameras: a thread of its own, one for what the child prints, one for its
 * orders and one that watches over it.
 */
public final class ProcessCameras {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessCameras.class);

    private final VideoSettings settings;
    private final Clock clock;
    private final AtomicLong crashes = new AtomicLong();
    private final Map<String, Watched> watched = new LinkedHashMap<>();
    private @Nullable VideoChild child;
    private @Nullable Thread supervisor;

    /** The program that is running, as a second process. */
    public ProcessCameras(Clock clock) {
        this(VideoSettings.usual(), clock);
    }

    ProcessCameras(VideoSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The camera of a gateway's configuration; nothing is started before {@link CameraSource#start}. */
    public CameraSource camera(CameraEntry entry) {
        return new ProcessCamera(this, entry);
    }

    /** Times that the process ended unasked. */
    public long crashes() {
        return crashes.get();
    }

    /** The running child, for whoever measures it. */
    public synchronized OptionalLong pid() {
        return child == null ? OptionalLong.empty() : OptionalLong.of(child.pid());
    }

    synchronized void watch(CameraEntry entry, CameraListener listener) {
        if (watched.containsKey(entry.id())) {
            throw new IllegalStateException("camera " + entry.id() + " can be started once, but was started already");
        }
        watched.put(entry.id(), new Watched(entry, listener));
        if (supervisor == null) {
            supervisor = new Thread(this::supervise, "video");
            supervisor.setDaemon(true);
            supervisor.start();
        } else if (child != null) {
            child.order(new VideoOrder.Watch(entry));
        }
    }

    void forget(String camera) {
        VideoChild last = null;
        Watched gone;
        synchronized (this) {
            gone = watched.remove(camera);
            if (gone == null) {
                return;
            }
            if (child != null) {
                child.order(new VideoOrder.Forget(camera));
            }
            if (watched.isEmpty()) {
                last = child;
                child = null;
                if (supervisor != null) {
                    supervisor.interrupt();
                    supervisor = null;
                }
            }
        }
        gone.close(clock.instant());
        if (last != null) {
            last.close();
        }
    }

    private void supervise() {
        long pause = settings.firstPause().toMillis();
        try {
            while (isWanted()) {
                long startedAt = System.nanoTime();
                Optional<String> problem = serve();
                if (problem.isEmpty() || !isWanted()) {
                    return;
                }
                if (System.nanoTime() - startedAt >= settings.steadyAfter().toNanos()) {
                    pause = settings.firstPause().toMillis();
                }
                crashed(problem.get(), pause);
                Thread.sleep(pause);
                pause = Math.min(2 * pause, settings.longestPause().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isWanted() {
        return supervisor == Thread.currentThread();
    }

    /** One life of the child; why it ended, or empty if it was not wanted any more. */
    private Optional<String> serve() throws InterruptedException {
        VideoChild running;
        synchronized (this) {
            if (!isWanted()) {
                return Optional.empty();
            }
            try {
                running = VideoChild.start(settings);
            } catch (IOException e) {
                return Optional.of("cannot be started: " + e.getMessage());
            }
            child = running;
            watched.values().forEach(each -> running.order(new VideoOrder.Watch(each.entry())));
        }
        String problem = running.listen(this::heard);
        synchronized (this) {
            if (child != running) {
                return Optional.empty();
            }
            child = null;
        }
        return Optional.of(problem);
    }

    private void heard(VideoEvent.OfCamera event) {
        Watched listener;
        synchronized (this) {
            listener = watched.get(event.camera());
        }
        if (listener == null || !listener.hears(event)) {
            event.drop();
        }
    }

    private void crashed(String problem, long pause) {
        long times = crashes.incrementAndGet();
        LOG.error("video process=ended reason=\"{}\" times={} again-in-ms={}", problem, times, pause);
        Instant now = clock.instant();
        long seconds = (pause + 999) / 1000;
        String reason = "video process " + problem + "; it is started again in " + seconds + " s";
        String vietnamese = "tiến trình video đã dừng; khởi động lại sau " + seconds + " giây";
        Map<String, Watched> all;
        synchronized (this) {
            all = new LinkedHashMap<>(watched);
        }
        all.values().forEach(each -> each.lost(reason, vietnamese, now));
    }
}
