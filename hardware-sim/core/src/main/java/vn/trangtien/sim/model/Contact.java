package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import vn.trangtien.sim.bus.Edge;

/** A reed contact on a line with a resistor: it bounces three times for 0.3 ms whenever it opens or closes. */
final class Contact {

    static final int BOUNCES = 3;

    private static final long BOUNCE_NANOS = Duration.ofNanos(300_000).toNanos();

    private final Deque<Edge> planned = new ArrayDeque<>();
    private boolean high;

    Contact(boolean high) {
        this.high = high;
    }

    boolean high() {
        return high;
    }

    /** Plans a change; it must not be earlier than the changes planned before. */
    void move(boolean toHigh, long at) {
        for (int i = 0; i <= 2 * BOUNCES; i++) {
            planned.add(new Edge(at + i * BOUNCE_NANOS, (i % 2 == 0) == toHigh));
        }
    }

    List<Edge> due(long now) {
        var due = new ArrayList<Edge>();
        Edge first = planned.peek();
        while (first != null && now - first.at() >= 0) {
            due.add(first);
            high = first.high();
            planned.remove();
            first = planned.peek();
        }
        return due;
    }

    /** Time of the next edge, or {@code otherwise} if that is earlier. */
    long next(long otherwise) {
        Edge first = planned.peek();
        return first != null && first.at() - otherwise < 0 ? first.at() : otherwise;
    }
}
