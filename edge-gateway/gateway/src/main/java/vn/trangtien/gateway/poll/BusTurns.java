package vn.trangtien.gateway.poll;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.Buses;

/**
 * Whose turn it is on one bus: commands first, then devices with news, then the plan. Never waits between turns; who owns the
 * thread does. Everything but {@link #submit} is confined to that thread.
 */
final class BusTurns implements AutoCloseable {

    /** How often events and commands are looked for. */
    static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(BusTurns.class);

    private final List<PolledDevice> devices;
    private final Buses buses;
    private final DeviceClock clock;
    private final ReadListener listener;
    private final PollPlan plan;
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private long lookAt;
    private volatile boolean closed;

    BusTurns(
            List<PolledDevice> devices, Buses buses, DeviceClock clock, ReadListener listener, RandomGenerator random) {
        this.devices = List.copyOf(devices);
        this.buses = buses;
        this.clock = clock;
        this.listener = listener;
        long now = clock.nanoTime();
        this.lookAt = now;
        this.plan = new PollPlan(
                devices.stream().map(device -> device.entry().sampleEvery()).toList(), now, random);
    }

    /** Any thread. */
    void submit(Command command) {
        commands.add(command);
        if (closed) {
            cancelCommands();
        }
    }

    /** When {@link #take} should be called next, on the device clock. */
    long nextDueAt() {
        long due = plan.nextDueAt();
        return lookAt - due < 0 && isLooking() ? lookAt : due;
    }

    /** Asked for each step of virtual time, hence without a stream. */
    private boolean isLooking() {
        for (PolledDevice device : devices) {
            if (device.mayInterrupt()) {
                return true;
            }
        }
        return false;
    }

    /** Does one thing that is due now, if anything is. */
    void take() throws InterruptedException {
        Command command = commands.poll();
        if (command != null) {
            obey(command);
            return;
        }
        long now = clock.nanoTime();
        if (lookAt - now <= 0) {
            lookAt = now + LOOK_NANOS;
            if (readNews()) {
                return;
            }
        }
        int due = plan.next(now);
        if (due >= 0) {
            readInTurn(due);
        }
    }

    /** An event does not move the rhythm of its device; one that fails waits for its probe like any other read. */
    private boolean readNews() throws InterruptedException {
        boolean any = false;
        for (int i = 0; i < devices.size(); i++) {
            if (!plan.isFailing(i) && devices.get(i).hasNews()) {
                readNow(i);
                any = true;
            }
        }
        return any;
    }

    private void readNow(int index) throws InterruptedException {
        long before = clock.nanoTime();
        if (!attempt(devices.get(index))) {
            long now = clock.nanoTime();
            plan.failed(index, now, now - before);
        }
    }

    private void readInTurn(int index) throws InterruptedException {
        long before = clock.nanoTime();
        boolean good = attempt(devices.get(index));
        long now = clock.nanoTime();
        if (good) {
            plan.succeeded(index, now);
        } else {
            plan.failed(index, now, now - before);
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
        listener.warned(device.entry(), device.warning());
        listener.read(device.entry(), samples);
        return true;
    }

    private boolean failed(PolledDevice device, Quality fault, String error) {
        listener.failed(device.entry(), fault, error, clock.nanoTime());
        return false;
    }

    /** A device that has obeyed is read at once, so that its new state is known to everybody. */
    private void obey(Command command) throws InterruptedException {
        if (command.done().isDone()) {
            return;
        }
        try {
            command.device().command(command, buses, clock);
        } catch (InterruptedException e) {
            command.fail(stopping());
            throw e;
        } catch (DeviceException | RuntimeException e) {
            command.fail(e);
            return;
        }
        command.done().complete(null);
        readNow(devices.indexOf(command.device()));
    }

    /** Commands that wait are cancelled. */
    @Override
    public void close() {
        closed = true;
        cancelCommands();
        for (PolledDevice device : devices) {
            try {
                device.close();
            } catch (RuntimeException e) {
                LOG.warn("device={} close=\"{}\"", device.entry().id(), e.getMessage());
            }
        }
    }

    private void cancelCommands() {
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            command.fail(stopping());
        }
    }

    private static CancellationException stopping() {
        return new CancellationException("the gateway is being stopped");
    }
}
