package vn.trangtien.sim.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.drivers.trace.TraceEvent.Received;
import vn.trangtien.drivers.trace.TraceEvent.Sent;
import vn.trangtien.sim.time.VirtualClock;

/**
 * Makes samples of recorded bytes: the driver itself reads them as if they came now, as often as they last. Warm-up times are
 * taken as over when the recording begins. Times of samples count from there.
 */
public final class Decoder {

    /** A contact that has not moved for so long is read. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final int MOST_READS = 1_000_000;

    /** Before they listen, drivers send a few commands whose answers nobody recorded. */
    private static final int MOST_DEAF_TURNS = 4;

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
    private final int deafTurns;

    private Decoder(Trace trace, Duration warmUp, int deafTurns, Listener listener) {
        this.trace = trace;
        this.deafTurns = deafTurns;
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
        boolean onlyHeard = trace.events().stream().noneMatch(Sent.class::isInstance)
                && trace.events().stream().anyMatch(Received.class::isInstance);
        var best = attempt(trace, driver, device, warmUp, 0);
        for (int turns = 1; onlyHeard && turns <= MOST_DEAF_TURNS; turns++) {
            Heard next = attempt(trace, driver, device, warmUp, turns);
            best = next.samples > best.samples ? next : best;
        }
        best.told.forEach(tell -> tell.accept(listener));
    }

    private static Heard attempt(Trace trace, DriverFactory driver, DeviceConfig device, Duration warmUp, int deafTurns)
            throws InterruptedException {
        var heard = new Heard();
        new Decoder(trace, warmUp, deafTurns, heard).decode(driver, device);
        return heard;
    }

    /** What an attempt has to tell. */
    private static final class Heard implements Listener {

        private final List<Consumer<Listener>> told = new ArrayList<>();
        private int samples;

        @Override
        public void sample(Sample sample) {
            samples += sample.hasValue() ? 1 : 0;
            told.add(listener -> listener.sample(sample));
        }

        @Override
        public void failed(DeviceException error, long at) {
            told.add(listener -> listener.failed(error, at));
        }
    }

    private void decode(DriverFactory driver, DeviceConfig device) throws InterruptedException {
        ReplayBuses buses = new LenientBuses(trace, clock, zero, deafTurns);
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
