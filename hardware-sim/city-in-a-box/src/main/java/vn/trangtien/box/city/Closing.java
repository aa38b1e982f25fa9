package vn.trangtien.box.city;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what was started and closes it in the reverse order, once, whatever fails on the way. Thread-safe: the shutdown
 * hook and the main thread may both ask; the second waits for the first. What is added after closing has begun is closed at
 * once, so that a city may be stopped in the middle of its start.
 */
public final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Object turn = new Object();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();
    private boolean begun;

    private record Part(String name, AutoCloseable part) {}

    /** Says that the city is being stopped while it still starts. */
    public static final class Stopping extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Stopping(String part) {
            super("the city is being stopped; " + part + " was closed again");
        }
    }

    /**
     * Hands a part over.
     *
     * @return the part
     * @throws Stopping if closing has begun
     */
    <T extends AutoCloseable> T add(String name, T part) {
        synchronized (parts) {
            if (!begun) {
                parts.push(new Part(name, part));
                return part;
            }
        }
        close(new Part(name, part));
        throw new Stopping(name);
    }

    @Override
    public void close() {
        synchronized (turn) {
            Part next = next();
            while (next != null) {
                close(next);
                next = next();
            }
        }
    }

    /** Whether the city is being stopped, or has been. */
    public boolean hasBegun() {
        synchronized (parts) {
            return begun;
        }
    }

    private @Nullable Part next() {
        synchronized (parts) {
            begun = true;
            return parts.poll();
        }
    }

    private void close(Part next) {
        long since = System.nanoTime();
        try {
            next.part.close();
            LOG.info("part={} closed_ms={}", next.name, (System.nanoTime() - since) / 1_000_000);
        } catch (Exception e) {
            LOG.error("part={} did not close", next.name, e);
            synchronized (failures) {
                failures.add(next.name + ": " + e);
            }
        }
    }

    /** What did not close properly, in words. */
    List<String> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }
}
