package vn.trangtien.sim.pty;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.Rate;
import vn.trangtien.sim.bus.SerialTarget;

/**
 * Connects serial devices to pseudo-terminals and carries their bytes on one daemon thread. A driver that set another rate
 * than the device's hears garbage and is not understood.
 *
 * <p>{@link #add} all lines, then {@link #start}; both and {@link #close} belong to one thread.
 */
public final class PtyLines implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 50;
    private static final int POLLFD_SIZE = 8;
    private static final short POLLIN = 1;

    private record Line(Pty pty, SerialTarget device) {}

    private final DeviceClock clock;
    private final List<Line> lines = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closing;

    public PtyLines(DeviceClock clock, String threadName) {
        this.clock = clock;
        this.thread = new Thread(this::run, threadName);
        this.thread.setDaemon(true);
    }

    /** Connects a device and gives the path of the serial port that a driver opens. */
    public String add(SerialTarget device) {
        var pty = new Pty();
        lines.add(new Line(pty, device));
        return pty.path();
    }

    public void start() {
        if (!lines.isEmpty()) {
            thread.start();
        }
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        boolean ended = true;
        if (thread.isAlive()) {
            ended = joined();
        }
        if (ended) {
            // Never while the thread may still read: its numbers could belong to other files by then.
            lines.forEach(line -> line.pty().close());
        }
    }

    private boolean joined() {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        try (var descriptors = new Memory((long) POLLFD_SIZE * lines.size())) {
            while (!closing) {
                long now = clock.nanoTime();
                lines.forEach(line -> send(line, now));
                await(descriptors);
                lines.forEach(this::receive);
            }
        }
    }

    private void send(Line line, long now) {
        for (byte[] frame : line.device().due(now)) {
            line.pty().write(understands(line) ? frame : Rate.garbled(frame));
        }
    }

    private void receive(Line line) {
        byte[] bytes = line.pty().read();
        if (bytes.length > 0) {
            line.device().receive(understands(line) ? bytes : Rate.garbled(bytes), clock.nanoTime());
        }
    }

    private void await(Memory descriptors) {
        for (int i = 0; i < lines.size(); i++) {
            long at = (long) POLLFD_SIZE * i;
            descriptors.setInt(at, lines.get(i).pty().descriptor());
            descriptors.setShort(at + 4, POLLIN);
            descriptors.setShort(at + 6, (short) 0);
        }
        Pty.Libc.INSTANCE.poll(descriptors, new NativeLong(lines.size()), waitMillis());
    }

    private int waitMillis() {
        long now = clock.nanoTime();
        long nanos = Duration.ofMillis(LONGEST_WAIT_MILLIS).toNanos();
        for (Line line : lines) {
            long due = line.device().nextDueAt();
            if (due != Long.MAX_VALUE) {
                nanos = Math.min(nanos, Math.max(0, due - now));
            }
        }
        // Rounded up, or the loop would spin through the last fraction of a millisecond.
        return (int) TimeUnit.NANOSECONDS.toMillis(nanos + 999_999);
    }

    private static boolean understands(Line line) {
        int set = line.pty().baud();
        return set == 0 || set == line.device().baud();
    }
}
