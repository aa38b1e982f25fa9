package vn.trangtien.sim.time;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceClock;

/**
 * A clock that stands still until somebody sleeps or {@link #advance}s it: a day passes in milliseconds. What was scheduled
 * happens on the way, in order of time, on the thread that moves the clock. Thread-safe.
 */
public final class VirtualClock implements DeviceClock {

    private record Event(long at, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long nanos;
    private long order;

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /** Moves the clock at once; not at all by a negative duration. Ends as a real one does when its thread is interrupted. */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        advanceTo(nanoTime() + Math.max(0, duration.toNanos()));
        if (Thread.interrupted()) {
            throw new InterruptedException("a sleep of %s was interrupted".formatted(duration));
        }
    }

    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a clock moves forward, but was asked to move by " + duration);
        }
        advanceTo(nanoTime() + duration.toNanos());
    }

    /** Moves the clock to this time, or leaves it where it is if that has passed. */
    public void advanceTo(long at) {
        Runnable due = next(at);
        while (due != null) {
            due.run();
            due = next(at);
        }
    }

    /**
     * Something that happens when the clock comes to a time, or at its next movement if that has passed. It may schedule
     * further events and look at the clock, which then shows its time.
     */
    public synchronized void schedule(long at, Runnable action) {
        events.add(new Event(at, order++, action));
    }

    private synchronized @Nullable Runnable next(long until) {
        Event first = events.peek();
        if (first == null || first.at() > until) {
            nanos = Math.max(nanos, until);
            return null;
        }
        events.remove();
        nanos = Math.max(nanos, first.at());
        return first.action();
    }
}
