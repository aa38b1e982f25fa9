package vn.trangtien.sim.world;

import java.time.Duration;
import java.util.List;

/** A point of a curve over world time. */
public record Knot(Duration at, double value) {

    public Knot {
        if (at.isNegative() || !Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "a knot needs a time that is not negative and a finite value, but was %s: %s".formatted(at, value));
        }
    }

    static Knot atMinute(long minute, double value) {
        return new Knot(Duration.ofMinutes(minute), value);
    }

    static Knot atHour(double hour, double value) {
        return new Knot(Duration.ofSeconds(Math.round(hour * 3600)), value);
    }

    /** A curve that never moves. */
    static List<Knot> constant(double value) {
        return List.of(atMinute(0, value), atMinute(60, value));
    }

    /** How long the curve takes until it begins again. */
    static Duration period(List<Knot> knots) {
        return knots.get(knots.size() - 1).at();
    }
}
