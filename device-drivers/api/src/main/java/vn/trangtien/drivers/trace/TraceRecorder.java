package vn.trangtien.drivers.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.drivers.port.ModbusOverSerial;
import vn.trangtien.drivers.trace.TraceEvent.Received;

/**
 * Dates what happens and writes it down. Bytes of a serial line that follow each other closely become one line of the trace, which ends
 * before the next line about a device.
 * Thread-safe.
 *
 * <pre>
 * var recorder = new TraceRecorder(new TraceWriter(file), clock);
 * Buses buses = recorder.around(new Pi4jBuses(config, recorder.over(RtuMaster::new), …));
 * DriverFactory driver = recorder.around(factory);
 * </pre>
 */
public final class TraceRecorder implements AutoCloseable {

    /** Longer silence begins another line; frames are farther apart, bytes of a frame at 1200 baud nearer. */
    private static final long JOINED_NANOS = 20_000_000;

    private static final int LONGEST_LINE_BYTES = 512;

    private static final class Pending {
        final long first;
        long last;
        Bytes data;

        Pending(long at, Bytes data) {
            this.first = at;
            this.last = at;
            this.data = data;
        }

        boolean takes(long at) {
            boolean endOfText = data.looksLikeText() && data.at(data.length() - 1) == '\n';
            return at - last <= JOINED_NANOS && !endOfText && data.length() < LONGEST_LINE_BYTES;
        }

        Received toEvent(String bus) {
            return new Received(first, last, bus, data, Optional.empty());
        }
    }

    private final TraceWriter writer;
    private final DeviceClock clock;
    private final long zero;
    private final Map<String, Pending> pending = new HashMap<>();
    private final Set<String> wires = ConcurrentHashMap.newKeySet();

    /** The trace begins now. */
    public TraceRecorder(TraceWriter writer, DeviceClock clock) {
        this.writer = writer;
        this.clock = clock;
        this.zero = clock.nanoTime();
    }

    /** The same buses, recorded. */
    public Buses around(Buses buses) {
        return new RecordingBuses(buses, this);
    }

    /** The same driver, whose calls and samples are recorded. */
    public DriverFactory around(DriverFactory driver) {
        return new RecordingDriver(driver, this);
    }

    /** The same master over a line whose bytes are recorded; given to whoever makes the buses. */
    public ModbusOverSerial over(ModbusOverSerial original) {
        return (link, bus, lineClock) -> {
            wires.add(bus.name());
            return original.over(new RecordingBuses.Link(link, bus.name(), this), bus, lineClock);
        };
    }

    /** Whether the bytes of this bus are recorded, so that its requests need not be. */
    boolean hasWire(String bus) {
        return wires.contains(bus);
    }

    long now() {
        return sinceZero(clock.nanoTime());
    }

    long sinceZero(long deviceNanos) {
        return deviceNanos - zero;
    }

    synchronized void event(TraceEvent event) {
        if (event instanceof TraceEvent.OfDevice) {
            close();
        } else {
            flush(event.subject());
        }
        writer.event(event);
    }

    synchronized void received(String bus, byte[] data) {
        long at = now();
        Pending open = pending.get(bus);
        if (open != null && open.takes(at)) {
            open.data = open.data.and(Bytes.of(data));
            open.last = at;
            return;
        }
        flush(bus);
        pending.put(bus, new Pending(at, Bytes.of(data)));
    }

    private void flush(String bus) {
        @Nullable Pending open = pending.remove(bus);
        if (open != null) {
            writer.event(open.toEvent(bus));
        }
    }

    /** Writes what is still held back. The writer stays open. */
    @Override
    public synchronized void close() {
        pending.forEach((bus, open) -> writer.event(open.toEvent(bus)));
        pending.clear();
    }
}
