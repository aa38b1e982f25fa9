package vn.trangtien.drivers.dust;

import java.time.Duration;
import java.util.List;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.framing.WarmUp;

/**
 * A sensor that sleeps between its measurements.
 *
 * <pre>
 * a read finds it      what happens                                  what the read gives
 * asleep               it is woken, and shows that it is awake       the measurement before, with that one's own time
 * awake, not steady    it shows that it is still there               the same
 * awake and steady     it measures and is put to sleep               this measurement
 * </pre>
 *
 * <p>When the air is steady, {@link #hasNews} asks for a read. If none follows, whichever comes next measures and puts the sensor
 * to sleep, so a sensor runs for longer than one interval only where nobody reads any more.
 *
 * <p>The measurement before is repeated, because a WARMING_UP between any two good values would be published each time and says
 * nothing that is worth a message. Where there is none, or none of the last hour, or a read failed since, samples are WARMING_UP
 * without a value.
 *
 * <p>A sensor that does not show that it woke, or does not confirm that it will sleep, is a failed read, though it may have
 * measured: otherwise its laser might burn on unnoticed. A sensor that lost its supply runs when it is back; the next reads treat
 * it as any other, so it sleeps one cycle later. Closing sends it to sleep without an answer.
 */
final class RestingDust implements Device, Eventful {

    private static final Duration OLDEST_REPEATED = Duration.ofHours(1);

    private final DustSensor sensor;
    private final DeviceClock clock;
    private final WarmUp warmUp;
    private List<Sample> newest = List.of();
    private boolean awake;
    private boolean asleep;

    RestingDust(DustSensor sensor, DeviceClock clock, WarmUp warmUp) {
        this.sensor = sensor;
        this.clock = clock;
        this.warmUp = warmUp;
    }

    @Override
    public List<Sample> read() throws DeviceException, InterruptedException {
        try {
            boolean justWoken = !awake;
            wake();
            List<Sample> samples = sensor.measure(justWoken);
            if (!warmUp.isOver()) {
                return isNewestRecent() ? newest : Unsteady.withoutValues(samples);
            }
            putToSleep();
            newest = samples;
            return samples;
        } catch (DeviceException e) {
            awake = false;
            newest = List.of();
            warmUp.failed(e);
            throw e;
        }
    }

    /** The air has become steady, and nobody has read since. */
    @Override
    public boolean hasNews() {
        return warmUp.isOver();
    }

    @Override
    public void close() {
        awake = false;
        warmUp.end();
        if (asleep) {
            return;
        }
        try {
            sensor.sleepUnheard();
            asleep = true;
        } catch (DeviceException e) {
            // Its line is gone, so nothing can reach it; a later close may.
            asleep = false;
        }
    }

    private void wake() throws DeviceException, InterruptedException {
        if (!awake) {
            asleep = false;
            sensor.wake();
            awake = true;
        }
        warmUp.begin();
    }

    /** Whatever comes of it, the next read does not rely on the sensor being awake. */
    private void putToSleep() throws DeviceException, InterruptedException {
        awake = false;
        warmUp.end();
        try {
            sensor.sleep();
        } catch (DeviceException e) {
            throw new DeviceException(
                    e.error(),
                    e.getMessage()
                            + " It was told to sleep after measuring and must confirm that; a part that never does needs"
                            + " rest: false",
                    e);
        }
        asleep = true;
    }

    private boolean isNewestRecent() {
        return !newest.isEmpty() && clock.nanoTime() - newest.get(0).at() <= OLDEST_REPEATED.toNanos();
    }
}
