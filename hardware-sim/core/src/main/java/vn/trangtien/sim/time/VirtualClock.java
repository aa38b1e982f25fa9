package vn.trangtien.sim.time;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;

/** A clock that stands still until somebody sleeps or {@link #advance}s it: a day passes in milliseconds. Thread-safe. */
public final class VirtualClock implements DeviceClock {

    private long nanos;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /** Moves the clock at once. */
    @Override
    public void sleep(Duration duration) {
        advance(duration);
    }

    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a clock moves forward, but was asked to move by " + duration);
        }
        nanos += duration.toNanos();
    }
}
