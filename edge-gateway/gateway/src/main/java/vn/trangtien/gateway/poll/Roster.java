package vn.trangtien.gateway.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.config.DeviceEntry;

/** All devices of a gateway by their buses, and the way of a command to its device. Immutable. */
final class Roster {

    private final Map<String, BusTurns> byBus = new LinkedHashMap<>();
    private final Map<String, PolledDevice> byId = new LinkedHashMap<>();

    Roster(
            List<DeviceEntry> entries,
            DriverCatalog drivers,
            Buses buses,
            DeviceClock clock,
            ReadListener listener,
            RandomGenerator random) {
        Map<String, List<PolledDevice>> devices = new LinkedHashMap<>();
        for (DeviceEntry entry : entries) {
            var device = new PolledDevice(entry, drivers.get(entry.device()));
            byId.put(entry.id(), device);
            devices.computeIfAbsent(entry.device().bus(), bus -> new ArrayList<>())
                    .add(device);
        }
        devices.forEach((bus, onBus) -> byBus.put(bus, new BusTurns(onBus, buses, clock, listener, random)));
    }

    Map<String, BusTurns> byBus() {
        return byBus;
    }

    Collection<BusTurns> buses() {
        return byBus.values();
    }

    /** Any thread; the future is completed by the thread of the device's bus. */
    CompletableFuture<Void> command(String deviceId, String channel, double value) {
        PolledDevice device = byId.get(deviceId);
        if (device == null) {
            return CompletableFuture.failedFuture(new DeviceException(
                    DeviceError.NOT_PRESENT,
                    "device '%s', channel '%s', value %s: there is no such device; there are %s"
                            .formatted(deviceId, channel, value, byId.keySet())));
        }
        Command command = Command.of(device, channel, value);
        command.mistake().ifPresentOrElse(command::fail, () -> turns(device).submit(command));
        return command.done();
    }

    private BusTurns turns(PolledDevice device) {
        BusTurns turns = byBus.get(device.entry().device().bus());
        if (turns == null) {
            throw new IllegalStateException(
                    "device '%s' is on no bus".formatted(device.entry().id()));
        }
        return turns;
    }
}
