package vn.trangtien.sim.memory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.OneWireBus;
import vn.trangtien.sim.bus.OneWireLines;

/** A 1-Wire bus whose conversions take their time on the virtual clock. */
final class MemoryOneWireBus implements OneWireBus {

    /** As long as a gateway waits for its kernel. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MemoryBuses buses;
    private final OneWireLines lines;
    private final String bus;

    MemoryOneWireBus(MemoryBuses buses, OneWireLines lines, String bus) {
        this.buses = buses;
        this.lines = lines;
        this.bus = bus;
    }

    @Override
    public List<String> devices() throws DeviceException {
        buses.checkOpen(bus);
        return lines.devices(bus);
    }

    @Override
    public byte[] readScratchpad(String device) throws DeviceException {
        buses.checkOpen(bus);
        try {
            Duration time = lines.conversionTime(bus, device);
            if (time.compareTo(PATIENCE) > 0) {
                buses.clock().advance(PATIENCE);
                throw new DeviceException(
                        DeviceError.TIMEOUT,
                        "%s %s: no answer within %d ms".formatted(bus, device, PATIENCE.toMillis()));
            }
            buses.clock().advance(time);
            return lines.scratchpad(bus, device, buses.clock().nanoTime());
        } catch (IOException e) {
            throw new DeviceException(DeviceError.NOT_PRESENT, "%s %s: %s".formatted(bus, device, e.getMessage()), e);
        }
    }
}
