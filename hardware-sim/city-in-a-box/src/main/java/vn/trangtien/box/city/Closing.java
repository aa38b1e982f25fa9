package vn.trangtien.box.city;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what was started and closes it in the reverse order, once, whatever fails on the way. Thread-safe: the shutdown
 * hook and the main thread may both ask; the second waits for the first.
 */
final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();

    private record Part(String name, AutoCloseable part) {}

    synchronized <T extends AutoCloseable> T add(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Part next = parts.pop();
            long begun = System.nanoTime();
            try {
                next.part.close();
                LOG.info("part={} closed_ms={}", next.name, (System.nanoTime() - begun) / 1_000_000);
            } catch (Exception e) {
                LOG.error("part={} did not close", next.name, e);
                failures.add(next.name + ": " + e);
            }
        }
    }

    /** What did not close properly, in words. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }
}
