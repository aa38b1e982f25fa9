package vn.trangtien.video.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.detect.Labels;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Stage;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * Counts an object each time it has passed the line. An object that stops on the line is counted when it leaves on the far
 * side, not while it stands there, so a queue at a red light adds nothing; whoever comes back is counted the other way.
 *
 * <p>It has passed when it is seen beyond the line by {@value #MARGIN} of its own size, or by a fifth of that if it plainly moves: a trembling outline never counts. What
 * stands still does not pass, however the camera sways.
 */
final class LineCounter implements Stage<TrackedFrame, List<Crossing>> {

    private static final double MARGIN = 0.15;
    /** Own sizes per second. */
    private static final double PLAINLY_MOVING = 0.5;
    /** A detector may name an object a moment after it has passed. */
    private static final long NAMED_WITHIN_MICROS = 2_000_000;

    private final CountingLine line;
    private final Map<Integer, Passer> passers = new HashMap<>();

    private static final class Passer {
        private Point beside;
        private @Nullable Crossing unnamed;

        private Passer(Point beside) {
            this.beside = beside;
        }
    }

    LineCounter(CountingLine line) {
        this.line = line;
    }

    @Override
    public List<Crossing> process(TrackedFrame frame) {
        var crossings = new ArrayList<Crossing>();
        Set<Integer> present = new HashSet<>();
        for (TrackedObject object : frame.objects()) {
            present.add(object.id());
            Passer passer = passers.get(object.id());
            if (passer != null && passer.unnamed != null) {
                nameLate(passer, passer.unnamed, object, frame.presentationMicros(), crossings);
            }
            if (!object.hidden()) {
                look(passer, object, frame.presentationMicros(), crossings);
            }
        }
        passers.keySet().retainAll(present);
        return crossings;
    }

    private void look(@Nullable Passer passer, TrackedObject object, long micros, List<Crossing> crossings) {
        Point position = object.position();
        int side = line.side(position);
        if (side == 0) {
            return;
        }
        if (passer == null) {
            passers.put(object.id(), new Passer(position));
            return;
        }
        if (side != line.side(passer.beside)) {
            if (object.stationary() || depthBeyond(position) < margin(object)) {
                return;
            }
            line.passedBy(passer.beside, position)
                    .map(way -> new Crossing(line.name(), way, object.label(), object.id(), micros))
                    .ifPresent(crossing -> tell(passer, crossing, crossings));
        }
        passer.beside = position;
    }

    private void tell(Passer passer, Crossing crossing, List<Crossing> crossings) {
        if (line.counts(crossing.label())) {
            crossings.add(crossing);
        } else if (crossing.label().equals(Labels.MOVING)) {
            passer.unnamed = crossing;
        }
    }

    private void nameLate(Passer passer, Crossing unnamed, TrackedObject object, long now, List<Crossing> crossings) {
        if (now - unnamed.presentationMicros() > NAMED_WITHIN_MICROS) {
            passer.unnamed = null;
        } else if (line.counts(object.label())) {
            crossings.add(new Crossing(
                    unnamed.line(), unnamed.direction(), object.label(), object.id(), unnamed.presentationMicros()));
            passer.unnamed = null;
        }
    }

    /** Distance of a point from the endless line. */
    private double depthBeyond(Point point) {
        double dx = line.end().x() - line.start().x();
        double dy = line.end().y() - line.start().y();
        return Math.abs(dx * (point.y() - line.start().y())
                        - dy * (point.x() - line.start().x()))
                / Math.hypot(dx, dy);
    }

    /** What plainly goes somewhere is believed sooner than what may only tremble: it may leave the picture just behind the line. */
    private double margin(TrackedObject object) {
        return (object.speedInSizes() > PLAINLY_MOVING ? MARGIN / 5 : MARGIN) * extent(object.box());
    }

    /** How far the box reaches across the line. */
    private double extent(Box box) {
        double dx = line.end().x() - line.start().x();
        double dy = line.end().y() - line.start().y();
        return (Math.abs(dy) * box.width() + Math.abs(dx) * box.height()) / Math.hypot(dx, dy);
    }
}
