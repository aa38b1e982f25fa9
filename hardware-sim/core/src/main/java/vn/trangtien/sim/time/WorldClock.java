package vn.trangtien.sim.time;

import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;

/**
 * Time of the world, from zero at construction, {@code speed} times as fast as the devices' clock. Conversion times, frame
 * intervals and contact times follow the devices' clock, so that drivers see instruments of normal speed in a hurried world.
 * Thread-safe.
 */
public final class WorldClock {

    private final DeviceClock devices;
    private final double speed;
    private final long start;

    /** @param speed seconds of the world per second of {@code devices}, more than 0 */
    public WorldClock(DeviceClock devices, double speed) {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("the speed of a world must be more than 0, but was " + speed);
        }
        this.devices = devices;
        this.speed = speed;
        this.start = devices.nanoTime();
    }

    public Duration sinceStart() {
        return at(devices.nanoTime());
    }

    /** The world's time at a moment of the devices' clock. */
    public Duration at(long nanos) {
        return Duration.ofNanos(Math.round((nanos - start) * speed));
    }

    /** The clock by which the instruments themselves run. */
    public DeviceClock devices() {
        return devices;
    }

    public double speed() {
        return speed;
    }
}
