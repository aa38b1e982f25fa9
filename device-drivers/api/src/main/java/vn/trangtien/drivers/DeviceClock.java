package vn.trangtien.drivers;

import java.time.Duration;

/**
 * The only time a driver knows: real on a gateway, virtual in a simulation, where a day passes in milliseconds.
 */
public interface DeviceClock {

    /** Monotonic nanoseconds from an arbitrary start; comparable only with values of the same clock. */
    long nanoTime();

    /** The clock of the machine, for a gateway. */
    static DeviceClock system() {
        return SystemDeviceClock.INSTANCE;
    }

    /**
     * Waits, in real or virtual time. Returns early only by exception.
     *
     * @throws InterruptedException if the worker is being stopped
     */
    void sleep(Duration duration) throws InterruptedException;
}
