package vn.trangtien.video.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * Which parking spaces are taken. A vehicle that hardly moves takes the one space of which its lower half covers most; without
 * a detector the caller's picture difference decides. A space changes its state only after some seconds.
 */
final class ParkingWatch {

    private static final long TAKEN_AFTER_MICROS = 3_000_000;
    private static final long FREE_AFTER_MICROS = 8_000_000;
    private static final long DIFFERENCE_HOLDS_MICROS = 30_000_000;
    private static final double COVERED = 0.35;
    private static final double DIFFERENT = 0.35;
    /** Own sizes per second; faster ones only drive past. */
    private static final double PARKING = 0.3;
    /** A box is higher than the vehicle's ground: only its lower part stands on a space. */
    private static final double FOOTPRINT = 0.6;

    private static final int GRID = 8;

    private final List<Space> spaces = new ArrayList<>();
    private final Map<String, Space> byName = new HashMap<>();
    private long firstMicros = Long.MIN_VALUE;

    private static final class Space {
        private final ParkingSpace space;
        private final List<Point> grid = new ArrayList<>();
        private final Hysteresis taken = new Hysteresis(TAKEN_AFTER_MICROS, FREE_AFTER_MICROS);
        private double difference;
        private long differenceMicros = Long.MIN_VALUE;
        private boolean bySight;

        private Space(ParkingSpace space) {
            this.space = space;
            Box bounds = space.area().bounds();
            for (int row = 0; row < GRID; row++) {
                for (int column = 0; column < GRID; column++) {
                    var point = new Point(
                            bounds.left() + (column + 0.5) / GRID * bounds.width(),
                            bounds.top() + (row + 0.5) / GRID * bounds.height());
                    if (space.area().contains(point)) {
                        grid.add(point);
                    }
                }
            }
        }

        private double coveredBy(Box box) {
            return grid.isEmpty() ? 0 : grid.stream().filter(box::contains).count() / (double) grid.size();
        }
    }

    ParkingWatch(List<ParkingSpace> parking) {
        for (ParkingSpace space : parking) {
            var watched = new Space(space);
            spaces.add(watched);
            byName.put(space.name(), watched);
        }
    }

    /** @param share of the space that looks different from when it is empty, 0 to 1 */
    void difference(String name, double share, long micros) {
        Space space = byName.get(name);
        if (space == null) {
            throw new IllegalArgumentException(
                    "there is no parking space \"" + name + "\" in this view; see its rules");
        }
        space.difference = share;
        space.differenceMicros = micros;
    }

    void look(TrackedFrame frame) {
        if (spaces.isEmpty()) {
            return;
        }
        long now = frame.presentationMicros();
        firstMicros = firstMicros == Long.MIN_VALUE ? now : firstMicros;
        spaces.forEach(space -> space.bySight = false);
        for (TrackedObject object : frame.objects()) {
            if (Kinds.isVehicleOrUnknown(object.label()) && object.speedInSizes() < PARKING) {
                park(object.box());
            }
        }
        for (Space space : spaces) {
            boolean byPicture = isRecent(space, now) && space.difference >= DIFFERENT;
            space.taken.update(space.bySight || byPicture, now);
        }
    }

    private static boolean isRecent(Space space, long now) {
        return space.differenceMicros != Long.MIN_VALUE && now - space.differenceMicros <= DIFFERENCE_HOLDS_MICROS;
    }

    private void park(Box vehicle) {
        double height = vehicle.height() * FOOTPRINT;
        var ground = new Box(vehicle.left(), vehicle.bottom() - height, vehicle.width(), height);
        Space best = spaces.get(0);
        double most = 0;
        for (Space space : spaces) {
            double covered = space.coveredBy(ground);
            if (covered > most) {
                most = covered;
                best = space;
            }
        }
        if (most >= COVERED) {
            best.bySight = true;
        }
    }

    void measure(long now, List<RuleMeasure> measures) {
        if (spaces.isEmpty() || firstMicros == Long.MIN_VALUE || now - firstMicros < FREE_AFTER_MICROS) {
            return;
        }
        int taken = 0;
        for (Space space : spaces) {
            boolean on = space.taken.isOn();
            taken += on ? 1 : 0;
            double sure = space.bySight ? 0.9 : isRecent(space, now) ? 0.6 : 0.75;
            measures.add(new RuleMeasure("parking." + space.space.name() + ".taken", on ? 1 : 0, "{count}", sure));
        }
        measures.add(new RuleMeasure("parking.taken", taken, "{count}", 0.8));
        measures.add(new RuleMeasure("parking.free", spaces.size() - taken, "{count}", 0.8));
    }
}
