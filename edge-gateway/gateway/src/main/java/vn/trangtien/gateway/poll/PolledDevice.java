package vn.trangtien.gateway.poll;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Commandable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Eventful;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.config.DeviceEntry;

/**
 * A device that is opened by its first read and, once open, stays so: drivers survive failures of their bus and would lose
 * their counts otherwise. Confined to the thread of its bus.
 */
final class PolledDevice implements AutoCloseable {

    private final DeviceEntry entry;
    private final DriverFactory driver;
    private @Nullable Device open;

    PolledDevice(DeviceEntry entry, DriverFactory driver) {
        this.entry = entry;
        this.driver = driver;
    }

    DeviceEntry entry() {
        return entry;
    }

    /** What the driver gives with these parameters; any thread. */
    List<Channel> channels() {
        return driver.channels(entry.device());
    }

    List<Sample> read(Buses buses, DeviceClock clock) throws DeviceException, InterruptedException {
        return opened(buses, clock).read();
    }

    void command(Command command, Buses buses, DeviceClock clock) throws DeviceException, InterruptedException {
        if (!(opened(buses, clock) instanceof Commandable target)) {
            throw command.refused("a driver that takes commands, but %s does not"
                    .formatted(entry.device().driver()));
        }
        target.command(command.channel(), command.value());
    }

    /** What is wrong although reads give values. */
    Optional<String> warning() {
        return open == null ? Optional.empty() : open.warning();
    }

    /** Whether something happened that should be read now. */
    boolean hasNews() {
        return open instanceof Eventful eventful && eventful.hasNews();
    }

    /** Whether the bus must be looked at more often than its reads ask for. A device that is not open yet may turn out so. */
    boolean mayInterrupt() {
        return open == null || open instanceof Eventful || open instanceof Commandable;
    }

    private Device opened(Buses buses, DeviceClock clock) throws DeviceException {
        Device device = open;
        if (device == null) {
            device = driver.open(entry.device(), buses, clock);
            open = device;
        }
        return device;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
