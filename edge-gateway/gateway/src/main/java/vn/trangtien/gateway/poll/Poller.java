package vn.trangtien.gateway.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.config.DeviceEntry;

/** Reads all devices of a gateway: one thread for each bus that has any. */
public final class Poller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration STOP = Duration.ofSeconds(1);

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
        Map<String, List<PolledDevice>> byBus = new LinkedHashMap<>();
        for (DeviceEntry device : devices) {
            byBus.computeIfAbsent(device.device().bus(), bus -> new ArrayList<>())
                    .add(new PolledDevice(device, drivers.get(device.device())));
        }
        byBus.forEach((bus, onBus) -> {
            var thread = new Thread(new BusWorker(onBus, buses, clock, listener, random), name + "/bus-" + bus);
            thread.setDaemon(true);
            threads.add(thread);
        });
    }

    public void start() {
        threads.forEach(Thread::start);
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
