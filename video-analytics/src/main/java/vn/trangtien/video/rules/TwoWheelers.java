package vn.trangtien.video.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.track.TrackedObject;

/**
 * Estimates how many two-wheelers pass through a lane. Detectors of everyday things see a rider about as often as his bike
 * and in dense traffic neither, so: a person that moves at road speed is a rider, a motorcycle or bicycle that moves is one,
 * and those that move together in one place are one. Each counts once in its life.
 *
 * <p>The error figure grows with the number side by side: 20 % for one alone up to 75 % in a pack, where on photographs of
 * a junction in Huế only a third to a half of the riders were found. It is a figure of care, not of statistics.
 */
final class TwoWheelers {

    /** Own heights per second; who walks does less than one. */
    private static final double ROAD_SPEED = 1.5;
    /** Own sizes per second; slower bikes are pushed or parked. */
    private static final double ROLLING = 0.5;

    private static final long FOR_MICROS = 500_000;
    private static final double LEAST_ERROR = 0.2;
    private static final double MOST_ERROR = 0.75;
    private static final double ERROR_PER_NEIGHBOUR = 0.08;

    private final double heightOverWidth;
    private final Map<Integer, Long> ridingSince = new HashMap<>();
    private final Set<Integer> counted = new HashSet<>();
    private final PerMinute perMinute = new PerMinute();
    private long total;
    private double error;

    TwoWheelers(double heightOverWidth) {
        this.heightOverWidth = heightOverWidth;
    }

    void look(List<TrackedObject> inside, long now) {
        Set<Integer> present = new HashSet<>();
        inside.forEach(object -> present.add(object.id()));
        ridingSince.keySet().retainAll(present);
        counted.retainAll(present);
        List<TrackedObject> riding = inside.stream().filter(this::rides).toList();
        for (TrackedObject object : riding) {
            long since = ridingSince.computeIfAbsent(object.id(), id -> now);
            if (now - since >= FOR_MICROS && !object.hidden() && !counted.contains(object.id())) {
                count(object, riding, now);
            }
        }
    }

    private boolean rides(TrackedObject object) {
        if (Kinds.isTwoWheeler(object.label())) {
            return object.speedInSizes() > ROLLING;
        }
        double heights = Math.hypot(object.velocityX(), object.velocityY() * heightOverWidth)
                / (object.box().height() * heightOverWidth);
        return Kinds.isPerson(object.label()) && heights > ROAD_SPEED;
    }

    private void count(TrackedObject object, List<TrackedObject> riding, long now) {
        boolean known = false;
        for (TrackedObject other : riding) {
            if (other.id() != object.id() && isTogether(object, other)) {
                known |= !counted.add(other.id());
            }
        }
        counted.add(object.id());
        if (!known) {
            total++;
            error += Math.min(MOST_ERROR, LEAST_ERROR + ERROR_PER_NEIGHBOUR * (packed(riding) - 1));
            perMinute.add(now);
        }
    }

    /** Riders and bikes are two boxes of one thing. */
    private static double packed(List<TrackedObject> riding) {
        long persons =
                riding.stream().filter(one -> Kinds.isPerson(one.label())).count();
        return Math.max(1, Math.max(persons, riding.size() - persons));
    }

    /** Rider and bike, or rider and passenger: boxes that overlap and move alike. */
    private static boolean isTogether(TrackedObject one, TrackedObject other) {
        Box a = one.box();
        Box b = other.box();
        double smaller = Math.min(a.area(), b.area());
        double apart = Math.hypot(
                (one.velocityX() - other.velocityX()) / Math.min(a.width(), b.width()),
                (one.velocityY() - other.velocityY()) / Math.min(a.height(), b.height()));
        boolean mixed = Kinds.isPerson(one.label()) != Kinds.isPerson(other.label());
        double share = mixed ? 0.2 : 0.4;
        return a.sharedArea(b) > share * smaller && apart < Math.max(1.0, 0.5 * one.speedInSizes());
    }

    void measure(String name, long now, List<RuleMeasure> measures) {
        double relative = total == 0 ? LEAST_ERROR : error / total;
        double sure = 1 - relative;
        measures.add(new RuleMeasure(name + ".two-wheelers.estimate", total, "{count}", sure));
        measures.add(new RuleMeasure(name + ".two-wheelers.error", error, "{count}", 1));
        measures.add(
                new RuleMeasure(name + ".two-wheelers.estimate-per-minute", perMinute.count(now), "{count}/min", sure));
    }
}
