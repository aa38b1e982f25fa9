package vn.trangtien.gateway.clock;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;

/**
 * Notices when the time of day becomes right, and then corrects what waits in the spool with a wrong one. Once trusted, the clock
 * stays trusted: a crystal holds it well enough when the network is gone. Thread-safe.
 */
public final class TimeSync implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TimeSync.class);

    private static final Duration LOOKED_EVERY = Duration.ofMillis(500);

    /** Messages that were being stamped while the clock was set reach the spool within this time. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(5);

    private final String gateway;
    private final BooleanSupplier synchronised;
    private final DeviceClock time;
    private final Spool spool;
    private final long firstBase;
    private final boolean trustedFromTheStart;
    private final Thread watcher;

    private volatile boolean trusted;
    private long lookedAt;
    private OptionalLong correction = OptionalLong.empty();
    private boolean corrected;

    /**
     * @param synchronised asked every half second until it says yes, such as {@link Synchronisation#ofTheMachine}
     * @param time for waiting
     */
    public TimeSync(String gateway, BooleanSupplier synchronised, DeviceClock time, Spool spool) {
        this.gateway = gateway;
        this.synchronised = synchronised;
        this.time = time;
        this.spool = spool;
        this.firstBase = spool.clock().base();
        this.trustedFromTheStart = synchronised.getAsBoolean();
        this.trusted = trustedFromTheStart;
        this.lookedAt = time.nanoTime();
        this.watcher = new Thread(this::watch, gateway + "/clock");
        this.watcher.setDaemon(true);
    }

    /** Begins to watch; ends by itself when everything is corrected. */
    public void start() {
        watcher.start();
    }

    /** Whether what is stamped now has the right time. */
    public boolean isTrusted() {
        return trusted || look();
    }

    private synchronized boolean look() {
        long now = time.nanoTime();
        if (!trusted && now - lookedAt >= LOOKED_EVERY.toNanos()) {
            lookedAt = now;
            if (synchronised.getAsBoolean()) {
                long offset = spool.clock().base() - firstBase;
                correction = OptionalLong.of(offset);
                trusted = true;
                LOG.info("gateway={} clock=synchronised offset-ms={}", gateway, offset);
            }
        }
        return trusted;
    }

    /** By how many ms the clock was set when it became right; empty if it always was, or is not yet. */
    public synchronized OptionalLong correction() {
        return correction;
    }

    /**
     * Waits until the clock is right and what had been stamped before is corrected, as far as the disk permits.
     *
     * @return false if the clock still was not right after the longest wait
     */
    public boolean awaitTrusted(Duration longest) throws InterruptedException {
        long until = time.nanoTime() + longest.toNanos();
        while (!isTrusted()) {
            long left = until - time.nanoTime();
            if (left <= 0) {
                return false;
            }
            time.sleep(Duration.ofNanos(Math.min(left, LOOKED_EVERY.toNanos())));
        }
        if (!isCorrected()) {
            correct();
        }
        return true;
    }

    private synchronized boolean isCorrected() {
        return corrected;
    }

    private boolean correct() {
        try {
            int messages = spool.correctClock(new TimeShift());
            synchronized (this) {
                corrected = true;
            }
            if (messages > 0) {
                LOG.info("gateway={} clock=corrected messages={}", gateway, messages);
            }
            return true;
        } catch (SpoolException e) {
            if (e.reason() != SpoolException.Reason.CLOSED) {
                LOG.warn("gateway={} clock=uncorrected reason=\"{}\"", gateway, e.getMessage());
            }
            return e.reason() == SpoolException.Reason.CLOSED;
        }
    }

    /** A run before this one of the same boot may have left messages, so even a clock trusted from the start looks once. */
    private void watch() {
        try {
            while (!isTrusted()) {
                time.sleep(LOOKED_EVERY);
            }
            while (!correct()) {
                time.sleep(STRAGGLERS);
            }
            if (!trustedFromTheStart) {
                time.sleep(STRAGGLERS);
                correct();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
