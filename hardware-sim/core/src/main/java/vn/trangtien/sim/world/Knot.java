package vn.trangtien.sim.world;

import java.time.Duration;

/** A point of a curve over world time. */
public record Knot(Duration at, double value) {

    static Knot atMinute(long minute, double value) {
        return new Knot(Duration.ofMinutes(minute), value);
    }
}
