package vn.trangtien.gateway.poll;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.Buses;

/** Reads the devices of one bus, one after the other, until its thread is interrupted. */
final class BusWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(BusWorker.class);

    private final List<PolledDevice> devices;
    private final Buses buses;
    private final DeviceClock clock;
    private final ReadListener listener;
    private final PollPlan plan;

    BusWorker(
            List<PolledDevice> devices, Buses buses, DeviceClock clock, ReadListener listener, RandomGenerator random) {
        this.devices = devices;
        this.buses = buses;
        this.clock = clock;
        this.listener = listener;
        this.plan = new PollPlan(
                devices.stream().map(device -> device.entry().every()).toList(), clock.nanoTime(), random);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            devices.forEach(BusWorker::close);
        }
    }

    /** Waits for the next device's time and reads it. */
    void step() throws InterruptedException {
        int next = plan.next();
        long wait = plan.due(next) - clock.nanoTime();
        if (wait > 0) {
            clock.sleep(Duration.ofNanos(wait));
        }
        PolledDevice device = devices.get(next);
        if (attempt(device)) {
            plan.succeeded(next, clock.nanoTime());
        } else {
            plan.failed(next, clock.nanoTime());
        }
    }

    private boolean attempt(PolledDevice device) throws InterruptedException {
        List<Sample> samples;
        try {
            samples = device.read(buses, clock);
        } catch (DeviceException e) {
            return failed(device, Quality.COMM_FAULT, e.error() + ": " + e.getMessage());
        } catch (ConfigException e) {
            return failed(device, Quality.CONFIG_ERROR, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A mistake in one driver must not silence the other devices of its bus.
            LOG.error(
                    "device={} driver={} unexpected",
                    device.entry().id(),
                    device.entry().device().driver(),
                    e);
            return failed(device, Quality.COMM_FAULT, "unexpected failure of the driver: " + e);
        }
        listener.read(device.entry(), samples);
        return true;
    }

    private boolean failed(PolledDevice device, Quality fault, String error) {
        listener.failed(device.entry(), fault, error, clock.nanoTime());
        return false;
    }

    private static void close(PolledDevice device) {
        try {
            device.close();
        } catch (RuntimeException e) {
            LOG.warn("device={} close=\"{}\"", device.entry().id(), e.getMessage());
        }
    }
}
