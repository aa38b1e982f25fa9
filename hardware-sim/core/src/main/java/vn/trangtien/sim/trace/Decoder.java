package vn.trangtien.sim.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.sim.time.VirtualClock;

/**
 * Makes samples of recorded bytes: the driver itself reads them as if they came now, as often as they last. Warm-up times are
 * taken as over when the recording begins. Times of samples count from there.
 */
public final class Decoder {

    /** A contact that has not moved for so long is read. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final int MOST_READS = 1_000_000;

    /** Hears what comes of the bytes, in their order. */
    public interface Listener {

        void sample(Sample sample);

        /** @param at nanoseconds from the beginning of the recording */
        void failed(DeviceException error, long at);
    }

    private final Trace trace;
    private final VirtualClock clock = new VirtualClock();
    private final Listener listener;
    private final long zero;

    private Decoder(Trace trace, Duration warmUp, Listener listener) {
        this.trace = trace;
        this.zero = warmUp.toNanos();
        this.listener = listener;
    }

    /**
     * Decodes the whole recording.
     *
     * @param device parameters already checked; its bus is the name of the bus in the trace
     * @param warmUp of the driver as it is configured
     */
    public static void decode(
            Trace trace, DriverFactory driver, DeviceConfig device, Duration warmUp, Listener listener)
            throws InterruptedException {
        new Decoder(trace, warmUp, listener).decode(driver, device);
    }

    private void decode(DriverFactory driver, DeviceConfig device) throws InterruptedException {
        ReplayBuses buses = ReplayBuses.lenient(trace, clock, zero);
        try (Device open = driver.open(device, buses, clock)) {
            clock.advanceTo(zero);
            List<Long> settled = settledTimes();
            for (long at : settled) {
                clock.advanceTo(zero + at);
                read(open, () -> true);
            }
            if (settled.isEmpty()) {
                readWhileServed(open, buses);
            }
        } catch (DeviceException e) {
            failed(e);
        }
    }

    /** The first read is told in any case; later ones as long as they find something new. */
    private void readWhileServed(Device device, ReplayBuses buses) throws InterruptedException {
        int before = -1;
        for (int i = 0; i < MOST_READS && buses.served() != before; i++) {
            boolean first = i == 0;
            int served = buses.served();
            before = served;
            read(device, () -> first || buses.served() != served);
        }
    }

    private void read(Device device, BooleanSupplier worthTelling) throws InterruptedException {
        try {
            List<Sample> samples = device.read();
            if (worthTelling.getAsBoolean()) {
                samples.forEach(sample -> listener.sample(new Sample(
                        sample.channel(), sample.value(), sample.unit(), sample.quality(), sample.at() - zero)));
            }
        } catch (DeviceException e) {
            if (worthTelling.getAsBoolean()) {
                failed(e);
            }
        }
    }

    private void failed(DeviceException e) {
        listener.failed(e, Math.max(0, clock.nanoTime() - zero));
    }

    /** When contacts had come to rest. */
    private List<Long> settledTimes() {
        List<Long> times = new ArrayList<>();
        for (TraceEvent event : trace.events()) {
            if (event instanceof TraceEvent.Edge edge) {
                long rest = edge.at() + SETTLED.toNanos();
                if (!times.isEmpty() && times.get(times.size() - 1) > edge.at()) {
                    times.set(times.size() - 1, rest);
                } else {
                    times.add(rest);
                }
            }
        }
        return times;
    }
}
