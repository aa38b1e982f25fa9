package vn.trangtien.sim.bus;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** Modbus units behind TCP addresses, and what goes wrong on the way to them. Thread-safe. */
public final class TcpUnits {

    /**
     * What comes back.
     *
     * @param lateMillis after how long; 0 for at once
     * @param values the registers; empty for exception 2, a register that does not exist
     */
    public record Reply(double lateMillis, Optional<int[]> values) {}

    private record Attached(RegisterBank registers, FaultPlan.Target faults) {}

    private final Map<String, Map<Integer, Attached>> buses = new ConcurrentHashMap<>();

    public void attach(String bus, int unit, RegisterBank registers, FaultPlan.Target faults) {
        if (buses.computeIfAbsent(bus, any -> new ConcurrentHashMap<>())
                        .putIfAbsent(unit, new Attached(registers, faults))
                != null) {
            throw new IllegalArgumentException("bus %s already has a unit %d; choose another".formatted(bus, unit));
        }
    }

    /** Whether a connection to this address can be made at all. */
    public boolean isReachable(String bus) {
        return buses.getOrDefault(bus, Map.of()).values().stream()
                .noneMatch(attached -> attached.faults().has(Fault.NETWORK_DOWN));
    }

    /** Asks a unit; empty if nobody answers. */
    public synchronized Optional<Reply> ask(String bus, int unit, int function, int first, int count) {
        Attached attached = buses.getOrDefault(bus, Map.of()).get(unit);
        if (attached == null || attached.faults().strikes(Fault.CABLE_CUT)) {
            return Optional.empty();
        }
        if (attached.faults().strikes(Fault.BROWN_OUT)) {
            attached.registers().powerCycle();
            return Optional.empty();
        }
        double late =
                attached.faults().strikes(Fault.LATE_REPLY) ? attached.faults().amount(Fault.LATE_REPLY) : 0;
        return Optional.of(new Reply(late, attached.registers().read(function, first, count)));
    }
}
