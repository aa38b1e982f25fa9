package vn.trangtien.gateway;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;

/** Time that passes only when somebody sleeps; for one thread. */
public final class VirtualDeviceClock implements DeviceClock {

    private long now;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleep(Duration duration) {
        now += duration.toNanos();
    }

    public long seconds() {
        return now / 1_000_000_000L;
    }
}
