package vn.trangtien.box.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int WARM_UP = 3;

    private Reopening() {}

    /**
     * What is there more after than before.
     *
     * @param descriptors of files, pipes and sockets of this process
     */
    record Leak(long descriptors, long threads) {}

    static Leak of(List<DeviceEntry> devices, Buses buses, int times)
            throws DeviceException, InterruptedException, IOException {
        for (int i = 0; i < WARM_UP; i++) {
            once(devices, buses);
        }
        long descriptors = descriptors();
        long threads = threads();
        for (int i = 0; i < times; i++) {
            once(devices, buses);
        }
        // Fewer than before is possible: a thread of an earlier part may only now have come to its end.
        return new Leak(Math.max(0, descriptors() - descriptors), Math.max(0, threads() - threads));
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

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().size();
    }
}
