package vn.trangtien.box.bench;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.config.DeviceEntry;

/** Opens and closes devices again and again, and counts what is left behind. */
final class Reopening {

    /** Instruments that answer in milliseconds are read as well. */
    private static final Set<String> QUICK = Set.of("bme280", "sht31", "ads1115", "analog-scaled", "register-map");

    private static final int WARM_UP = 3;

    private Reopening() {}

    static LeftBehind of(List<DeviceEntry> devices, Buses buses, int times)
            throws DeviceException, InterruptedException, IOException {
        for (int i = 0; i < WARM_UP; i++) {
            once(devices, buses);
        }
        LeftBehind before = LeftBehind.now();
        for (int i = 0; i < times; i++) {
            once(devices, buses);
        }
        return LeftBehind.since(before);
    }

    private static void once(List<DeviceEntry> devices, Buses buses) throws DeviceException, InterruptedException {
        DriverCatalog drivers = DriverCatalog.installed();
        for (DeviceEntry entry : devices) {
            try (Device device = drivers.get(entry.device()).open(entry.device(), buses, DeviceClock.system())) {
                if (QUICK.contains(entry.device().driver())) {
                    device.read();
                }
            }
        }
    }
}
