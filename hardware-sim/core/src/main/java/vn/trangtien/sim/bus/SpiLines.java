package vn.trangtien.sim.bus;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The SPI buses of a board. Thread-safe. */
public final class SpiLines {

    private record Select(int bus, int chip) {}

    private record Attached(SpiTarget target, FaultPlan.Target faults) {}

    private final Map<Select, Attached> devices = new ConcurrentHashMap<>();

    public void attach(int bus, int chipSelect, SpiTarget target, FaultPlan.Target faults) {
        if (devices.putIfAbsent(new Select(bus, chipSelect), new Attached(target, faults)) != null) {
            throw new IllegalArgumentException(
                    "bus %d already has a device at chip select %d; choose another".formatted(bus, chipSelect));
        }
    }

    /** Without a device the line floats high, and the kernel reports no error. */
    public synchronized byte[] transfer(int bus, int chipSelect, byte[] out) {
        Attached attached = devices.get(new Select(bus, chipSelect));
        var in = new byte[out.length];
        if (attached == null || attached.faults().has(Fault.SILENT)) {
            Arrays.fill(in, (byte) 0xFF);
            return in;
        }
        SpiTarget target = attached.target();
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
