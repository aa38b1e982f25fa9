package vn.trangtien.gateway.poll;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.config.DeviceEntry;

/**
 * Reads all devices of a gateway on the caller's thread, by the same plan and the same rules as {@link Poller}, for a clock
 * that stands still until somebody sleeps. The buses take turns, so here, unlike in real time, a slow read on one bus delays
 * the others. Not thread-safe.
 *
 * <pre>
 * while (clock.nanoTime() &lt; end) {
 *     poller.step();
 * }
 * </pre>
 */
public final class VirtualPoller implements AutoCloseable {

    private final Roster roster;
    private final BusTurns[] buses;
    private final DeviceClock clock;

    public VirtualPoller(
            List<DeviceEntry> devices,
            DriverCatalog drivers,
            Buses buses,
            DeviceClock clock,
            ReadListener listener,
            RandomGenerator random) {
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to read: no devices");
        }
        this.roster = new Roster(devices, drivers, buses, clock, listener, random);
        this.buses = roster.buses().toArray(BusTurns[]::new);
        this.clock = clock;
    }

    /** When {@link #step} has something to do, in nanoseconds of the clock; may be in the past. */
    public long nextDueAt() {
        return first().nextDueAt();
    }

    /** Sleeps on the clock until {@link #nextDueAt}, if that is to come, and does one thing that is due. */
    public void step() throws InterruptedException {
        BusWorker.step(first(), clock);
    }

    /**
     * As {@link #step}, if that is due before {@code end}.
     *
     * @param end nanoseconds of the clock
     * @return whether there was anything to do
     */
    public boolean stepBefore(long end) throws InterruptedException {
        BusTurns next = first();
        if (next.nextDueAt() >= end) {
            return false;
        }
        BusWorker.step(next, clock);
        return true;
    }

    /** As {@link Poller#command}; done by a later {@link #step}. */
    public CompletableFuture<Void> command(String deviceId, String channel, double value) {
        return roster.command(deviceId, channel, value);
    }

    private BusTurns first() {
        BusTurns first = buses[0];
        long earliest = first.nextDueAt();
        for (int i = 1; i < buses.length; i++) {
            long due = buses[i].nextDueAt();
            if (due - earliest < 0) {
                first = buses[i];
                earliest = due;
            }
        }
        return first;
    }

    @Override
    public void close() {
        roster.buses().forEach(BusTurns::close);
    }
}
