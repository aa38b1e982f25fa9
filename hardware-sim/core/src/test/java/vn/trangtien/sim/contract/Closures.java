package vn.trangtien.sim.contract;

import java.time.Duration;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.GpioIn;

/** Counts what a wire carries, by a rule of its own: the line was low for twenty milliseconds. */
final class Closures {

    private static final long LOW_NANOS = Duration.ofMillis(20).toNanos();

    private long lowSince = Long.MIN_VALUE;
    private long count;

    private Closures() {}

    static Closures none() {
        return new Closures();
    }

    static Closures watch(Buses buses, String bus, int line) {
        var closures = new Closures();
        try {
            buses.input(bus, line, GpioIn.Pull.UP).onEdge(closures::edge);
        } catch (DeviceException e) {
            throw new AssertionError("a wire without a driver is always there", e);
        }
        return closures;
    }

    long count() {
        return count;
    }

    private void edge(boolean high, long at) {
        if (!high) {
            lowSince = at;
        } else if (lowSince != Long.MIN_VALUE && at - lowSince >= LOW_NANOS) {
            count++;
        }
    }
}
