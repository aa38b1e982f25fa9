package vn.trangtien.sim.pty;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.bus.SerialTarget;

/**
 * Connects serial devices to pseudo-terminals and carries their bytes on one daemon thread, at the rate of each device. A
 * driver that set another rate hears garbage and is not understood.
 *
 * <p>{@link #add} all lines, then {@link #start}; both and {@link #close} belong to one thread.
 */
public final class PtyLines implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 50;
    private static final int POLLFD_SIZE = 8;
    private static final short POLLIN = 1;

    private final DeviceClock clock;
    private final Path folder;
    private final List<PtyLine> lines = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closing;

    /** @param folder where the ports appear, while they are plugged */
    public PtyLines(DeviceClock clock, Path folder, String threadName) {
        this.clock = clock;
        this.folder = folder;
        this.thread = new Thread(this::run, threadName);
        this.thread.setDaemon(true);
    }

    /**
     * Connects a device and gives the path of the serial port that a driver opens.
     *
     * @param unplugged whether the adapter is missing now; its path is missing then too
     */
    public String add(String name, SerialTarget device, BooleanSupplier unplugged) {
        Path link = folder.resolve("tty-" + name);
        lines.add(new PtyLine(device, link, unplugged, clock.nanoTime()));
        return link.toString();
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
            lines.forEach(PtyLine::close);
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
                lines.forEach(line -> line.send(now));
                await(descriptors);
                lines.forEach(line -> line.receive(clock.nanoTime()));
            }
        }
    }

    private void await(Memory descriptors) {
        for (int i = 0; i < lines.size(); i++) {
            long at = (long) POLLFD_SIZE * i;
            descriptors.setInt(at, lines.get(i).descriptor());
            descriptors.setShort(at + 4, POLLIN);
            descriptors.setShort(at + 6, (short) 0);
        }
        Libc.INSTANCE.poll(descriptors, new NativeLong(lines.size()), waitMillis());
    }

    private int waitMillis() {
        long now = clock.nanoTime();
        long nanos = Duration.ofMillis(LONGEST_WAIT_MILLIS).toNanos();
        for (PtyLine line : lines) {
            long due = line.nextDueAt();
            if (due != Long.MAX_VALUE) {
                nanos = Math.min(nanos, Math.max(0, due - now));
            }
        }
        // Rounded up, or the loop would spin through the last fraction of a millisecond.
        return (int) TimeUnit.NANOSECONDS.toMillis(nanos + 999_999);
    }
}
