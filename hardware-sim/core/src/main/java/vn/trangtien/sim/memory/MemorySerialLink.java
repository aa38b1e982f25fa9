package vn.trangtien.sim.memory;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.sim.bus.Rate;
import vn.trangtien.sim.bus.SharedLine;
import vn.trangtien.sim.time.VirtualClock;

/**
 * A serial line whose bytes arrive one after another at the line's rate. What nobody reads waits in a buffer as large as the
 * kernel's; what comes when that is full is lost.
 */
final class MemorySerialLink implements SerialLink {

    private static final int BUFFER = 4_096;

    /** A program looks for bytes so often. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** A purge throws away what came before; only this long ago it matters where a frame began. */
    private static final long PURGED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MemoryBuses buses;
    private final String bus;
    private final SharedLine device;
    private final int baud;
    private final VirtualClock clock;
    private final byte[] bytes = new byte[BUFFER];
    private final long[] arrivals = new long[BUFFER];
    private int first;
    private int count;
    private long lineFreeAt;

    MemorySerialLink(MemoryBuses buses, String bus, SharedLine device, int baud) {
        this.buses = buses;
        this.bus = bus;
        this.device = device;
        this.baud = baud;
        this.clock = buses.clock();
        this.lineFreeAt = clock.nanoTime();
        device.due(lineFreeAt);
    }

    int baud() {
        return baud;
    }

    @Override
    public void write(byte... data) throws DeviceException {
        buses.checkPlugged(bus);
        catchUp(clock.nanoTime());
        clock.advance(Duration.ofNanos(Rate.nanos(data.length, baud)));
        catchUp(clock.nanoTime());
        device.receive(device.baud() == baud ? data : Rate.garbled(data), clock.nanoTime());
    }

    @Override
    public byte[] read(int max, Duration timeout) throws DeviceException, InterruptedException {
        long deadline = clock.nanoTime() + timeout.toNanos();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("reading of bus " + bus + " was interrupted");
            }
            buses.checkPlugged(bus);
            long now = clock.nanoTime();
            catchUp(now);
            byte[] read = take(max, now);
            if (read.length > 0 || now >= deadline) {
                return read;
            }
            long next = Math.min(count > 0 ? arrivals[first] : Long.MAX_VALUE, device.nextDueAt());
            clock.advanceTo(next >= deadline - LOOK_NANOS ? deadline : Math.max(next, now) + LOOK_NANOS);
        }
    }

    @Override
    public void purge() throws DeviceException {
        buses.checkPlugged(bus);
        long now = clock.nanoTime();
        if (now - device.nextDueAt() > PURGED_NANOS) {
            device.due(now - PURGED_NANOS);
        }
        catchUp(now);
        take(BUFFER, now);
    }

    private void catchUp(long now) {
        while (device.nextDueAt() <= now) {
            long at = count < BUFFER ? device.nextDueAt() : now;
            for (byte[] frame : device.due(at)) {
                arrive(device.baud() == baud ? frame : Rate.garbled(frame), at);
            }
            if (device.nextDueAt() <= at) {
                throw new IllegalStateException(
                        "the device on bus %s is never finished: its next frame stays due".formatted(bus));
            }
        }
    }

    private void arrive(byte[] frame, long at) {
        long start = Math.max(at, lineFreeAt);
        for (int i = 0; i < frame.length; i++) {
            if (count < BUFFER) {
                int free = (first + count) % BUFFER;
                bytes[free] = frame[i];
                arrivals[free] = start + Rate.nanos(i + 1, baud);
                count++;
            }
        }
        lineFreeAt = start + Rate.nanos(frame.length, baud);
    }

    private byte[] take(int max, long now) {
        var taken = new byte[Math.min(max, count)];
        int length = 0;
        while (length < taken.length && arrivals[first] <= now) {
            taken[length++] = bytes[first];
            first = (first + 1) % BUFFER;
            count--;
        }
        return length == taken.length ? taken : Arrays.copyOf(taken, length);
    }
}
