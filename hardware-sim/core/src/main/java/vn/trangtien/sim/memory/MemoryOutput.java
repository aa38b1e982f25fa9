package vn.trangtien.sim.memory;

import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.GpioOut;
import vn.trangtien.sim.bus.OutputLines;

/** One output line. */
final class MemoryOutput implements GpioOut {

    private final MemoryBuses buses;
    private final String bus;
    private final OutputLines lines;
    private final int line;
    private boolean high;

    MemoryOutput(MemoryBuses buses, String bus, OutputLines lines, int line) {
        this.buses = buses;
        this.bus = bus;
        this.lines = lines;
        this.line = line;
    }

    @Override
    public void set(boolean level) throws DeviceException {
        buses.checkOpen(bus);
        high = level;
        lines.level(line, level, buses.clock().nanoTime());
    }

    @Override
    public boolean isHigh() {
        return high;
    }
}
