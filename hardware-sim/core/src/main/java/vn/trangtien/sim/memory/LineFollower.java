package vn.trangtien.sim.memory;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import vn.trangtien.sim.time.VirtualClock;

/** Looks at lines whenever they have something to do. */
final class LineFollower {

    /** So that the clock comes on even past a source that is always due. */
    private static final long SHORTEST_NANOS = TimeUnit.MICROSECONDS.toNanos(1);

    private final VirtualClock clock;
    private final LongSupplier nextDueAt;
    private final LongConsumer follow;

    LineFollower(VirtualClock clock, LongSupplier nextDueAt, LongConsumer follow) {
        this.clock = clock;
        this.nextDueAt = nextDueAt;
        this.follow = follow;
    }

    void arm() {
        long next = nextDueAt.getAsLong();
        if (next != Long.MAX_VALUE) {
            clock.schedule(Math.max(next, clock.nanoTime() + SHORTEST_NANOS), this::look);
        }
    }

    private void look() {
        follow.accept(clock.nanoTime());
        arm();
    }
}
