package vn.trangtien.sim.camera.scene;

import java.util.Optional;

/** Where something is at a second of the film; empty while it is not there. */
@FunctionalInterface
interface Way {

    Optional<Place> at(double second);

    /** The same way, but it is there only in this part of the film. */
    default Way during(double from, double to) {
        return second -> second >= from && second < to ? at(second) : Optional.empty();
    }

    /** Stands still all the time. */
    static Way standing(double x, double z, double heading) {
        var place = Optional.of(new Place(x, z, heading, false));
        return second -> place;
    }

    /** Straight lines between stops, evenly in between. */
    static Way through(Stop... stops) {
        return second -> {
            for (int i = 1; i < stops.length; i++) {
                Stop from = stops[i - 1];
                Stop to = stops[i];
                if (second >= from.second() && second < to.second()) {
                    double share = (second - from.second()) / (to.second() - from.second());
                    boolean moving = from.x() != to.x() || from.z() != to.z();
                    return Optional.of(new Place(
                            from.x() + share * (to.x() - from.x()),
                            from.z() + share * (to.z() - from.z()),
                            from.heading() + share * (to.heading() - from.heading()),
                            moving));
                }
            }
            return Optional.empty();
        };
    }

    /** Walks in a circle. */
    static Way around(double x, double z, double radius, double secondsPerRound) {
        return second -> {
            double angle = 2 * Math.PI * second / secondsPerRound;
            return Optional.of(new Place(x + radius * Math.cos(angle), z + radius * Math.sin(angle), -angle, true));
        };
    }

    /** Where it is at a second. */
    record Stop(double second, double x, double z, double heading) {}

    static Stop at(double second, double x, double z, double heading) {
        return new Stop(second, x, z, heading);
    }
}
