package vn.trangtien.sim.fault;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** World time as one device sees it: it stands still while {@link Fault#STUCK_VALUE} is on. Thread-safe. */
public final class ObservedTime implements Supplier<Duration> {

    private final Supplier<Duration> world;
    private final FaultPlan.Target faults;
    private @Nullable Duration frozen;

    public ObservedTime(Supplier<Duration> world, FaultPlan.Target faults) {
        this.world = world;
        this.faults = faults;
    }

    @Override
    public synchronized Duration get() {
        if (!faults.has(Fault.STUCK_VALUE)) {
            frozen = null;
            return world.get();
        }
        Duration stuckAt = frozen;
        if (stuckAt == null) {
            stuckAt = world.get();
            frozen = stuckAt;
        }
        return stuckAt;
    }
}
