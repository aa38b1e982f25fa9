package vn.trangtien.sim.bus;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The SPI buses of a board and everything that goes wrong on their wires. Thread-safe. */
public final class SpiLines {

    private static final List<Fault> DAMAGES = List.of(Fault.CRC_FLIP, Fault.TRUNCATE);

    private record Select(int bus, int chip) {}

    private record Attached(SpiTarget target, List<FaultPlan.Target> faults) {

        boolean strikes(Fault fault) {
            boolean struck = false;
            for (FaultPlan.Target device : faults) {
                struck |= device.strikes(fault);
            }
            return struck;
        }
    }

    private final Map<Select, Attached> devices = new ConcurrentHashMap<>();

    /** Puts a device on a bus. The same device may be attached by several that share it; it then has the faults of all. */
    public void attach(int bus, int chipSelect, SpiTarget target, FaultPlan.Target faults) {
        Attached attached = devices.computeIfAbsent(
                new Select(bus, chipSelect), any -> new Attached(target, new CopyOnWriteArrayList<>()));
        if (attached.target() != target) {
            throw new IllegalArgumentException(
                    "bus %d already has a device at chip select %d; choose another".formatted(bus, chipSelect));
        }
        attached.faults().add(faults);
    }

    /** Without a device the line floats high, and the kernel reports no error. */
    public synchronized byte[] transfer(int bus, int chipSelect, byte[] out) {
        Attached attached = devices.get(new Select(bus, chipSelect));
        if (attached == null || attached.strikes(Fault.CABLE_CUT)) {
            var floating = new byte[out.length];
            Arrays.fill(floating, (byte) 0xFF);
            return floating;
        }
        if (attached.strikes(Fault.BROWN_OUT)) {
            attached.target().powerCycle();
        }
        byte[] in = shift(attached.target(), out);
        for (Fault damage : DAMAGES) {
            for (FaultPlan.Target faults : attached.faults()) {
                if (faults.strikes(damage)) {
                    in = Damage.toRead(in, damage, faults);
                }
            }
        }
        return in;
    }

    private static byte[] shift(SpiTarget target, byte[] out) {
        var in = new byte[out.length];
        target.select();
        for (int i = 0; i < out.length; i++) {
            int shifted = 0;
            for (int bit = 7; bit >= 0; bit--) {
                boolean miso = target.clock((out[i] >> bit & 1) == 1);
                shifted = shifted << 1 | (miso ? 1 : 0);
            }
            in[i] = (byte) shifted;
        }
        return in;
    }
}
