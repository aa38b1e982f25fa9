package vn.trangtien.sim.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Several devices on one pair of wires: all hear everything, and each sends when it likes. */
public final class SharedLine implements SerialTarget {

    private final List<SerialTarget> devices = new CopyOnWriteArrayList<>();

    public SharedLine(SerialTarget first) {
        devices.add(first);
    }

    public void add(SerialTarget another) {
        devices.add(another);
    }

    /** That of all: a device that runs at another rate is a matter of its own faults. */
    @Override
    public int baud() {
        return devices.get(0).baud();
    }

    @Override
    public void receive(byte[] bytes, long now) {
        devices.forEach(device -> device.receive(bytes, now));
    }

    @Override
    public List<byte[]> due(long now) {
        if (devices.size() == 1) {
            return devices.get(0).due(now);
        }
        var frames = new ArrayList<byte[]>();
        devices.forEach(device -> frames.addAll(device.due(now)));
        return frames;
    }

    @Override
    public long nextDueAt() {
        long next = Long.MAX_VALUE;
        for (SerialTarget device : devices) {
            next = Math.min(next, device.nextDueAt());
        }
        return next;
    }

    @Override
    public void powerCycle() {
        devices.forEach(SerialTarget::powerCycle);
    }
}
