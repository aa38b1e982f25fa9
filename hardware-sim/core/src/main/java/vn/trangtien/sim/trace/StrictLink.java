package vn.trangtien.sim.trace;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.SerialLink;
import vn.trangtien.drivers.trace.Bytes;
import vn.trangtien.drivers.trace.Failure;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.drivers.trace.TraceEvent.Received;
import vn.trangtien.drivers.trace.TraceEvent.Sent;
import vn.trangtien.sim.time.VirtualClock;

/** A serial line on which bytes come when they came then. */
final class StrictLink implements SerialLink {

    private record Arrival(long at, int data, @Nullable Failure failure) {}

    private final Deque<Arrival> coming = new ArrayDeque<>();
    private final String bus;
    private final Script script;
    private final VirtualClock clock;

    StrictLink(Trace trace, String bus, Script script, VirtualClock clock, long zero) {
        this.bus = bus;
        this.script = script;
        this.clock = clock;
        for (TraceEvent event : trace.events()) {
            if (event instanceof Received received && received.subject().equals(bus)) {
                int last = Math.max(1, received.data().length() - 1);
                for (int i = 0; i < received.data().length(); i++) {
                    long at = received.at() + (received.until() - received.at()) * i / last;
                    coming.add(new Arrival(zero + at, received.data().at(i), null));
                }
                received.failure().ifPresent(failed -> coming.add(new Arrival(zero + received.until(), 0, failed)));
            }
        }
    }

    @Override
    public void write(byte... data) throws DeviceException {
        script.ask(bus, Sent.class, sent -> "tx=" + sent.data(), "tx=" + Bytes.of(data));
    }

    @Override
    public byte[] read(int max, Duration timeout) throws DeviceException, InterruptedException {
        long deadline = clock.nanoTime() + timeout.toNanos();
        while (true) {
            var data = new ByteArrayOutputStream();
            Arrival next = coming.peek();
            while (next != null && next.at() <= clock.nanoTime() && data.size() < max) {
                if (next.failure() != null) {
                    if (data.size() > 0) {
                        break;
                    }
                    coming.remove();
                    throw next.failure().toException();
                }
                data.write(next.data());
                coming.remove();
                next = coming.peek();
            }
            if (data.size() > 0 || clock.nanoTime() >= deadline) {
                return data.toByteArray();
            }
            clock.advanceTo(next == null ? deadline : Math.min(next.at(), deadline));
        }
    }

    @Override
    public void purge() {
        // What had been read by now is thrown away with what the driver had of it; what was purged unread was never
        // recorded.
        while (!coming.isEmpty()
                && coming.element().at() <= clock.nanoTime()
                && coming.element().failure() == null) {
            coming.remove();
        }
    }
}
