package vn.trangtien.sim.memory;

import java.time.Duration;
import java.util.Optional;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.ModbusMaster;
import vn.trangtien.sim.bus.TcpUnits;

/** Modbus TCP without the TCP: a round trip takes a few milliseconds of the virtual clock. */
final class MemoryTcpMaster implements ModbusMaster {

    private static final int READ_HOLDING = 3;
    private static final int READ_INPUT = 4;
    private static final Duration ROUND_TRIP = Duration.ofMillis(5);

    private final MemoryBuses buses;
    private final TcpUnits units;
    private final BusConfig.ModbusTcp bus;

    MemoryTcpMaster(MemoryBuses buses, TcpUnits units, BusConfig.ModbusTcp bus) {
        this.buses = buses;
        this.units = units;
        this.bus = bus;
    }

    @Override
    public int[] readHolding(int unit, int first, int count) throws DeviceException {
        return ask(unit, READ_HOLDING, first, count);
    }

    @Override
    public int[] readInput(int unit, int first, int count) throws DeviceException {
        return ask(unit, READ_INPUT, first, count);
    }

    private int[] ask(int unit, int function, int first, int count) throws DeviceException {
        buses.checkOpen(bus.name());
        String what =
                "%s: unit %d function %d, %d registers from %d".formatted(bus.name(), unit, function, count, first);
        if (!units.isReachable(bus.name())) {
            throw silence(what, "no connection to %s:%d".formatted(bus.host(), bus.port()));
        }
        Optional<TcpUnits.Reply> reply = units.ask(bus.name(), unit, function, first, count);
        if (reply.isEmpty() || reply.get().lateMillis() >= bus.timeout().toMillis()) {
            throw silence(what, "no reply");
        }
        buses.clock().advance(ROUND_TRIP.plusNanos((long) (reply.get().lateMillis() * 1e6)));
        return reply.get()
                .values()
                .orElseThrow(() -> new DeviceException(
                        DeviceError.UNSUPPORTED, what + ": the unit has no such register (exception 2)"));
    }

    private DeviceException silence(String what, String cause) {
        buses.clock().advance(bus.timeout());
        return new DeviceException(
                DeviceError.TIMEOUT,
                "%s: %s within %d ms".formatted(what, cause, bus.timeout().toMillis()));
    }
}
