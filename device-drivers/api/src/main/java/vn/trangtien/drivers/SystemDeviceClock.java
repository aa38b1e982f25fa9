package vn.trangtien.drivers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Real time. */
enum SystemDeviceClock implements DeviceClock {
    INSTANCE;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
