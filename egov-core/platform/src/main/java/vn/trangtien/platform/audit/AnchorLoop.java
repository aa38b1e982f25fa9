package vn.trangtien.platform.audit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Looks at the log every few seconds, on a thread of its own. */
final class AnchorLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Anchoring anchoring;
    private final Duration pause;
    private boolean unreachable;
    private volatile @Nullable ScheduledThreadPoolExecutor thread;
    private volatile Anchoring.@Nullable Standing standing;

    AnchorLoop(Anchoring anchoring, Duration pause) {
        this.anchoring = anchoring;
        this.pause = pause;
    }

    /** After the newest look; empty before the first. */
    Optional<Anchoring.Standing> standing() {
        return Optional.ofNullable(standing);
    }

    /** One look; the loop's thread is the only one that calls it while the loop runs. */
    void look() {
        standing = anchoring.look();
    }

    @Override
    public void start() {
        if (thread != null) {
            return;
        }
        var executor = new ScheduledThreadPoolExecutor(1, run -> {
            Thread anchoringThread = new Thread(run, "audit-anchors");
            anchoringThread.setDaemon(true);
            return anchoringThread;
        });
        Future<?> looking = executor.scheduleWithFixedDelay(this::guarded, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debug("audit=anchor event=started looking={}", looking);
        thread = executor;
    }

    @Override
    public void stop() {
        ScheduledThreadPoolExecutor running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.shutdownNow();
        try {
            if (!running.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("audit=anchor event=still-asking-at-stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** An executor drops a periodic task that throws, so nothing may get past here but an Error. */
    private void guarded() {
        try {
            look();
            unreachable = false;
        } catch (DataAccessException e) {
            if (!unreachable) {
                LOG.warn("audit=anchor event=database-unreachable reason={}", e.getMessage());
            }
            unreachable = true;
        } catch (RuntimeException e) {
            LOG.error("audit=anchor event=look-failed", e);
        }
    }
}
