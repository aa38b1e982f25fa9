package vn.trangtien.drivers.testing;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;

/** Time that passes only when somebody sleeps or waits. */
public final class ManualClock implements DeviceClock {

    private long nanos;

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        nanos += duration.toNanos();
    }
}
