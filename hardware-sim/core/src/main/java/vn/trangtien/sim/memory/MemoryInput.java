package vn.trangtien.sim.memory;

import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.sim.bus.PinLines;
import vn.trangtien.sim.time.VirtualClock;

/** One input line; its edges come while the virtual clock moves. */
record MemoryInput(PinLines pins, int line, VirtualClock clock) implements GpioIn {

    @Override
    public boolean isHigh() {
        return pins.isHigh(line, clock.nanoTime());
    }

    @Override
    public Subscription onEdge(EdgeListener listener) {
        PinLines.Listener forward = listener::edge;
        pins.listen(line, forward);
        return () -> pins.forget(line, forward);
    }
}
