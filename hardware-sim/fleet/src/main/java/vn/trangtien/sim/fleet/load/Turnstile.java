package vn.trangtien.sim.fleet.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Lets some through at a time and keeps the others in order, without a thread that waits. Thread-safe. */
final class Turnstile {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Turnstile(int atATime) {
        this.free = atATime;
    }

    /** Runs it now, or when somebody leaves, then on that one's thread. Whoever is let in must {@link #leave}. */
    void enter(Runnable step) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(step);
                return;
            }
            free--;
        }
        step.run();
    }

    void leave() {
        next().ifPresent(Runnable::run);
    }

    private synchronized Optional<Runnable> next() {
        Runnable step = waiting.poll();
        if (step == null) {
            free++;
        }
        return Optional.ofNullable(step);
    }
}
