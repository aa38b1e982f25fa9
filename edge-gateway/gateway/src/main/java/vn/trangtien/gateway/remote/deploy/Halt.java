package vn.trangtien.gateway.remote.deploy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether the order under way shall end before its end, and why; wakes up who pauses meanwhile. Thread-safe. */
class Halt {

    private static final String STOPPED = "the gateway stops";

    private boolean cancelled;
    private boolean stopping;

    /** What was under way shall end. */
    static final class Halted extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean cancelled;

        private Halted(boolean cancelled) {
            super(cancelled ? "cancelled by the cloud" : STOPPED);
            this.cancelled = cancelled;
        }

        /** Whether the cloud does not want it any more; otherwise the gateway merely stops, and the order stands. */
        boolean isCancelled() {
            return cancelled;
        }
    }

    /** A new order is accepted: what was said of earlier ones does not count for it. */
    synchronized void begin() {
        cancelled = false;
    }

    /** The cloud does not want it any more. */
    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    /** The gateway stops; nothing begins after that. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    synchronized void check() throws Halted {
        if (cancelled || stopping) {
            throw new Halted(cancelled);
        }
    }

    /** Lets time pass, at most until it shall end. */
    synchronized void pause(Duration time) throws Halted {
        long end = System.nanoTime() + time.toNanos();
        check();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Halted(false);
            }
            check();
        }
    }
}
