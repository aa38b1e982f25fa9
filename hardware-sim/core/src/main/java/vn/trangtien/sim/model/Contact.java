package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import vn.trangtien.sim.bus.Edge;

/**
 * A reed contact on a line with a resistor: it bounces three times for 0.3 ms whenever it opens or closes.
 *
 * <p>Where real time runs, whoever plays the contact may be held up. Then everything that is planned happens that much later: a
 * bucket does not tip in no time because a computer was busy.
 */
final class Contact {

    static final int BOUNCES = 3;

    private static final long BOUNCE_NANOS = Duration.ofNanos(300_000).toNanos();

    /** More than the grain of a busy machine's sleep, less than any contact stays closed. */
    private static final long HELD_UP_NANOS = Duration.ofMillis(5).toNanos();

    private final Deque<Edge> planned = new ArrayDeque<>();
    private long delay;
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
        if (first != null && now - at(first) > HELD_UP_NANOS) {
            delay = now - first.at();
        }
        while (first != null && now - at(first) >= 0) {
            due.add(new Edge(at(first), first.high()));
            high = first.high();
            planned.remove();
            first = planned.peek();
        }
        if (first == null) {
            delay = 0;
        }
        return due;
    }

    /** Time of the next edge, or {@code otherwise} if that is earlier. */
    long next(long otherwise) {
        Edge first = planned.peek();
        return first != null && at(first) - otherwise < 0 ? at(first) : otherwise;
    }

    private long at(Edge edge) {
        return edge.at() + delay;
    }
}
