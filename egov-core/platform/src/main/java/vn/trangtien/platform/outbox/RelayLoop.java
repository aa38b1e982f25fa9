package vn.trangtien.platform.outbox;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Runs the relay on a thread of its own: after every commit that left a message, and now and then for the rest. */
final class RelayLoop implements SmartLifecycle, Outbox.Wake {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLEANING = Duration.ofHours(1);

    private final String service;
    private final Duration interval;
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable OutboxRelay relay;
    private volatile @Nullable ScheduledExecutorService thread;

    RelayLoop(String service, Duration interval) {
        this.service = service;
        this.interval = interval;
    }

    /** Gives the loop its work; without it nothing is ever sent, which is right for a service without a receiver. */
    void relayWith(OutboxRelay work) {
        this.relay = work;
    }

    @Override
    public void now() {
        ScheduledExecutorService running = thread;
        if (running != null && asked.compareAndSet(false, true)) {
            running.execute(this::pass);
        }
    }

    @Override
    public void start() {
        OutboxRelay work = relay;
        if (work == null || thread != null) {
            return;
        }
        var executor = new ScheduledThreadPoolExecutor(1, run -> {
            Thread relaying = new Thread(run, "outbox-" + service);
            relaying.setDaemon(true);
            return relaying;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler((task, closed) -> LOG.debug("outbox={} event=closed", service));
        Future<?> passing = executor.scheduleWithFixedDelay(this::pass, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        Future<?> cleaning = executor.scheduleWithFixedDelay(
                () -> guarded(work::forgetOld), 1, CLEANING.toMinutes(), TimeUnit.MINUTES);
        LOG.debug("outbox={} event=started passing={} cleaning={}", service, passing, cleaning);
        thread = executor;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.shutdown();
        try {
            if (!running.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void pass() {
        asked.set(false);
        OutboxRelay work = relay;
        if (work != null) {
            guarded(work::sendAll);
        }
    }

    /** An executor drops a periodic task that throws, so nothing may get past here but an Error. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("outbox={} event=database-unreachable reason={}", service, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("outbox={} event=pass-failed", service, e);
        }
    }
}
