package vn.trangtien.gateway.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.config.DeviceEntry;

/** Reads all devices of a gateway: one thread for each bus that has any. Thread-safe. */
public final class Poller implements DeviceCommands, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration STOP = Duration.ofSeconds(1);

    private final Roster roster;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Prepares the workers; {@link #start} begins.
     *
     * @param name of the gateway, for the names of threads
     */
    public Poller(
            String name,
            List<DeviceEntry> devices,
            DriverCatalog drivers,
            Buses buses,
            DeviceClock clock,
            ReadListener listener,
            RandomGenerator random) {
        this.roster = new Roster(devices, drivers, buses, clock, listener, random);
        roster.byBus().forEach((bus, turns) -> {
            var thread = new Thread(new BusWorker(turns, clock), name + "/bus-" + bus);
            thread.setDaemon(true);
            threads.add(thread);
        });
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /**
     * Tells a device to do something; returns at once. The thread of its bus does it between two reads, at the latest 100 ms
     * after the read that is going on, and reads the device afterwards.
     *
     * @param channel one that the driver marks as writable
     * @param value in the unit of that channel, within its range
     * @return fails with a {@link DeviceException} that names device, channel and value; is cancelled when the gateway stops
     */
    @Override
    public CompletableFuture<Void> command(String deviceId, String channel, double value) {
        return roster.command(deviceId, channel, value);
    }

    /** Ids of the threads that read, while they run; for whoever measures them. */
    public List<Long> threadIds() {
        return threads.stream().map(Thread::getId).toList();
    }

    /** Stops all workers and closes their devices; a driver that does not return is left behind and reported. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + STOP.toNanos();
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (thread.isAlive()) {
                LOG.warn("thread={} stop=timeout", thread.getName());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
