package vn.trangtien.sim.board;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.bus.Lines;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** Everything that was placed on a board, before it is decided how a driver reaches it. */
record Instruments(
        List<BusConfig> buses,
        FaultPlan faults,
        Lines lines,
        Map<String, Map<String, Felt>> felt,
        Map<String, Object> shared) {

    static Instruments none(List<BusConfig> buses, FaultPlan faults) {
        return new Instruments(buses, faults, Lines.bare(), new ConcurrentHashMap<>(), new TreeMap<>());
    }

    /** Name under which the adapter of a serial bus has faults: its cable is cut when it is unplugged. */
    static String adapter(String bus) {
        return "bus/" + bus;
    }

    boolean isUnplugged(String bus) {
        return faults.target(adapter(bus)).has(Fault.CABLE_CUT);
    }

    OptionalDouble lastFelt(String device, String channel) {
        Felt known = felt.getOrDefault(device, Map.of()).get(channel);
        return known == null ? OptionalDouble.empty() : known.last();
    }

    double[] feltBetween(String device, String channel, long from, long until) {
        Felt known = felt.getOrDefault(device, Map.of()).get(channel);
        return known == null ? new double[0] : known.between(from, until);
    }
}
