package vn.trangtien.gateway.poll;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverFactory;
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

    List<Sample> read(Buses buses, DeviceClock clock) throws DeviceException, InterruptedException {
        Device device = open;
        if (device == null) {
            device = driver.open(entry.device(), buses, clock);
            open = device;
        }
        return device.read();
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
