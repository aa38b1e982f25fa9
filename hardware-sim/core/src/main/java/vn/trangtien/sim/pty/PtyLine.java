package vn.trangtien.sim.pty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.bus.Rate;
import vn.trangtien.sim.bus.SerialTarget;

/**
 * A serial device behind an adapter that can be unplugged: while it is plugged, a link of a lasting name leads to its
 * pseudo-terminal. Bytes go out at the device's rate, a few at a time. Confined to one thread.
 */
final class PtyLine {

    /** Eight milliseconds at 9600 baud: as often as a reader looks. */
    private static final int CHUNK = 8;

    /** Never compared by its bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Chunk(long at, byte[] bytes) {}

    private final SerialTarget device;
    private final Path link;
    private final BooleanSupplier unplugged;
    private final Deque<Chunk> sending = new ArrayDeque<>();
    private long freeAt;
    private @Nullable Pty pty;

    PtyLine(SerialTarget device, Path link, BooleanSupplier unplugged, long now) {
        this.device = device;
        this.link = link;
        this.unplugged = unplugged;
        this.freeAt = now;
        plug();
    }

    /** The near end, or -1 while unplugged. */
    int descriptor() {
        Pty plugged = pty;
        return plugged == null ? -1 : plugged.descriptor();
    }

    void send(long now) {
        plugOrUnplug();
        Pty plugged = pty;
        for (byte[] frame : device.due(now)) {
            if (plugged != null) {
                queue(understands(plugged) ? frame : Rate.garbled(frame), now);
            }
        }
        Chunk first = sending.peekFirst();
        while (first != null && first.at() <= now) {
            sending.removeFirst();
            if (plugged != null) {
                plugged.write(first.bytes());
            }
            first = sending.peekFirst();
        }
    }

    void receive(long now) {
        Pty plugged = pty;
        if (plugged == null) {
            return;
        }
        byte[] bytes = plugged.read();
        if (bytes.length > 0) {
            device.receive(understands(plugged) ? bytes : Rate.garbled(bytes), now);
        }
    }

    long nextDueAt() {
        Chunk first = sending.peekFirst();
        return first == null ? device.nextDueAt() : Math.min(first.at(), device.nextDueAt());
    }

    void close() {
        unplug();
    }

    private void queue(byte[] frame, long now) {
        long start = Math.max(now, freeAt);
        for (int from = 0; from < frame.length; from += CHUNK) {
            int until = Math.min(frame.length, from + CHUNK);
            sending.addLast(
                    new Chunk(start + Rate.nanos(until, device.baud()), Arrays.copyOfRange(frame, from, until)));
        }
        freeAt = start + Rate.nanos(frame.length, device.baud());
    }

    private boolean understands(Pty plugged) {
        int set = plugged.baud();
        return set == 0 || set == device.baud();
    }

    private void plugOrUnplug() {
        if (unplugged.getAsBoolean()) {
            unplug();
        } else if (pty == null) {
            plug();
        }
    }

    private void plug() {
        var plugged = new Pty();
        try {
            Files.createSymbolicLink(link, Path.of(plugged.path()));
        } catch (IOException e) {
            plugged.close();
            throw new UncheckedIOException(e);
        }
        pty = plugged;
    }

    private void unplug() {
        Pty plugged = pty;
        if (plugged == null) {
            return;
        }
        pty = null;
        sending.clear();
        plugged.close();
        try {
            Files.deleteIfExists(link);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
