package vn.trangtien.video.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.video.picture.Polygon;

/**
 * An area of the ground and what to watch there. An object is in the zone while the middle of its lower edge is.
 *
 * @param name what the operator calls it
 * @param area in shares of the picture
 * @param labels what is looked at; empty for everything
 * @param inertia in so many frames in a row (1..50) an object must be seen inside before it is in, or outside before it is out
 * @param crowd too many at once
 * @param loiter somebody stays too long
 * @param stopped a vehicle stands where it should not
 * @param abandoned something is left behind
 * @param queue too many wait
 * @param wrongWay something goes against the traffic
 * @param twoWheelers whether riders are estimated here
 */
public record Zone(
        String name,
        Polygon area,
        Set<String> labels,
        int inertia,
        Optional<Crowd> crowd,
        Optional<Loiter> loiter,
        Optional<Stopped> stopped,
        Optional<Abandoned> abandoned,
        Optional<Queue> queue,
        Optional<WrongWay> wrongWay,
        boolean twoWheelers) {

    /** Frames; what flickers at the border of a zone for less is noise. */
    public static final int USUAL_INERTIA = 3;

    private static final int MOST_INERTIA = 50;
    private static final int MOST_OBJECTS = 1000;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /**
     * At least {@code count} objects for as long.
     *
     * @param count 2 to 1000
     * @param lasting 0 s to 24 h
     */
    public record Crowd(int count, Duration lasting) {
        public Crowd {
            Checks.between("crowd.count", count, 2, MOST_OBJECTS, "objects");
            Checks.duration("crowd.for", lasting, Duration.ZERO);
        }
    }

    /**
     * Somebody stays.
     *
     * @param after 1 s to 24 h in the zone
     */
    public record Loiter(Duration after) {
        public Loiter {
            Checks.duration("loiter.after", after, SECOND);
        }
    }

    /**
     * A vehicle stands.
     *
     * @param after 1 s to 24 h without moving
     */
    public record Stopped(Duration after) {
        public Stopped {
            Checks.duration("stopped.after", after, SECOND);
        }
    }

    /**
     * A thing without its person.
     *
     * @param after 1 s to 24 h alone
     */
    public record Abandoned(Duration after) {
        public Abandoned {
            Checks.duration("abandoned.after", after, SECOND);
        }
    }

    /**
     * More than {@code above} waiting objects for as long.
     *
     * @param above 0 to 1000
     * @param lasting 0 s to 24 h
     */
    public record Queue(int above, Duration lasting) {
        public Queue {
            Checks.between("queue.above", above, 0, MOST_OBJECTS, "objects");
            Checks.duration("queue.for", lasting, Duration.ZERO);
        }
    }

    /**
     * One way.
     *
     * @param headingDegrees allowed direction in the picture, clockwise: 0 up, 90 right, 180 down, 270 left; up to 360
     */
    public record WrongWay(double headingDegrees) {
        public WrongWay {
            Checks.between("wrongWay.heading", headingDegrees, 0, 360, "degrees");
        }
    }

    public Zone {
        Checks.name("a zone", name);
        labels = Checks.labels("zone \"" + name + "\"", labels);
        Checks.between("zone \"" + name + "\": inertia", inertia, 1, MOST_INERTIA, "frames");
    }

    /** Occupancy only, of everything. */
    public static Zone of(String name, Polygon area) {
        return new Zone(
                name,
                area,
                Set.of(),
                USUAL_INERTIA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    public Zone withLabels(Set<String> wanted) {
        return new Zone(name, area, wanted, inertia, crowd, loiter, stopped, abandoned, queue, wrongWay, twoWheelers);
    }

    public Zone withInertia(int frames) {
        return new Zone(name, area, labels, frames, crowd, loiter, stopped, abandoned, queue, wrongWay, twoWheelers);
    }

    public Zone with(Crowd rule) {
        return new Zone(
                name,
                area,
                labels,
                inertia,
                Optional.of(rule),
                loiter,
                stopped,
                abandoned,
                queue,
                wrongWay,
                twoWheelers);
    }

    public Zone with(Loiter rule) {
        return new Zone(
                name,
                area,
                labels,
                inertia,
                crowd,
                Optional.of(rule),
                stopped,
                abandoned,
                queue,
                wrongWay,
                twoWheelers);
    }

    public Zone with(Stopped rule) {
        return new Zone(
                name, area, labels, inertia, crowd, loiter, Optional.of(rule), abandoned, queue, wrongWay, twoWheelers);
    }

    public Zone with(Abandoned rule) {
        return new Zone(
                name, area, labels, inertia, crowd, loiter, stopped, Optional.of(rule), queue, wrongWay, twoWheelers);
    }

    public Zone with(Queue rule) {
        return new Zone(
                name,
                area,
                labels,
                inertia,
                crowd,
                loiter,
                stopped,
                abandoned,
                Optional.of(rule),
                wrongWay,
                twoWheelers);
    }

    public Zone with(WrongWay rule) {
        return new Zone(
                name, area, labels, inertia, crowd, loiter, stopped, abandoned, queue, Optional.of(rule), twoWheelers);
    }

    public Zone withTwoWheelers() {
        return new Zone(name, area, labels, inertia, crowd, loiter, stopped, abandoned, queue, wrongWay, true);
    }

    boolean watches(String label) {
        return labels.isEmpty() || labels.contains(label);
    }
}
