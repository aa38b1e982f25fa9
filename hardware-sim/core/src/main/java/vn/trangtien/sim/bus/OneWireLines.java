package vn.trangtien.sim.bus;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The 1-Wire buses of a board as the kernel's master sees them. Thread-safe. */
public final class OneWireLines {

    /** What the kernel says when a device does not answer its reset. */
    public static final String NO_DEVICE = "No such device";

    /** Three seconds for a usual part: longer than a gateway waits for its kernel. */
    private static final int SLOWER = 4;

    private record Attached(OneWireTarget target, FaultPlan.Target faults) {}

    private final Map<String, Map<String, Attached>> buses = new ConcurrentHashMap<>();

    public void attach(String bus, String id, OneWireTarget target, FaultPlan.Target faults) {
        if (buses.computeIfAbsent(bus, any -> new ConcurrentSkipListMap<>())
                        .putIfAbsent(id, new Attached(target, faults))
                != null) {
            throw new IllegalArgumentException("bus %s already has a device %s; choose another".formatted(bus, id));
        }
    }

    /** Those that answer the search, sorted. */
    public List<String> devices(String bus) {
        return on(bus).entrySet().stream()
                .filter(entry -> answers(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Every device that was attached, whether it answers or not, sorted. */
    public List<String> attached(String bus) {
        return List.copyOf(on(bus).keySet());
    }

    /** How long the conversion will take that is started now. */
    public Duration conversionTime(String bus, String id) throws IOException {
        Attached attached = find(bus, id);
        Duration time = attached.target().conversionTime();
        return attached.faults().strikes(Fault.SLOW) ? time.multipliedBy(SLOWER) : time;
    }

    /**
     * The nine bytes at the end of a conversion.
     *
     * @throws IOException with the kernel's text if the device does not answer
     */
    public synchronized byte[] scratchpad(String bus, String id, long now) throws IOException {
        Attached attached = find(bus, id);
        FaultPlan.Target faults = attached.faults();
        if (faults.strikes(Fault.BROWN_OUT)) {
            attached.target().powerCycle();
        }
        byte[] bytes = attached.target().scratchpad(now);
        for (Fault damage : List.of(Fault.CRC_FLIP, Fault.TRUNCATE)) {
            if (faults.strikes(damage)) {
                bytes = Damage.toRead(bytes, damage, faults);
            }
        }
        return bytes;
    }

    private Attached find(String bus, String id) throws IOException {
        Attached attached = on(bus).get(id);
        if (attached == null || !answers(attached)) {
            throw new IOException(NO_DEVICE);
        }
        return attached;
    }

    private static boolean answers(Attached attached) {
        return attached.target().present() && !attached.faults().strikes(Fault.CABLE_CUT);
    }

    private Map<String, Attached> on(String bus) {
        return buses.getOrDefault(bus, Map.of());
    }
}
