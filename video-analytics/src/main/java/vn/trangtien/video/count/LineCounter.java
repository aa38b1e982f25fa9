package vn.trangtien.video.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Stage;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * Counts each object once, when it has passed the line. An object that stops on the line is counted when it leaves on the
 * far side, not while it stands there, so a queue at a red light adds nothing.
 */
public final class LineCounter implements Stage<TrackedFrame, List<Crossing>> {

    private final CountingLine line;
    private final Map<Integer, Point> lastBesideLine = new HashMap<>();
    private final Set<Integer> counted = new HashSet<>();

    public LineCounter(CountingLine line) {
        this.line = line;
    }

    @Override
    public List<Crossing> process(TrackedFrame frame) {
        forgetOthersThan(frame.objects());
        var crossings = new ArrayList<Crossing>();
        for (TrackedObject object : frame.objects()) {
            Point position = object.position();
            if (object.hidden() || line.touches(position)) {
                continue;
            }
            Point before = lastBesideLine.put(object.id(), position);
            if (before != null && !counted.contains(object.id())) {
                line.passedBy(before, position).ifPresent(direction -> {
                    counted.add(object.id());
                    crossings.add(new Crossing(object.id(), direction, frame.presentationMicros()));
                });
            }
        }
        return List.copyOf(crossings);
    }

    private void forgetOthersThan(List<TrackedObject> objects) {
        Set<Integer> present = objects.stream().map(TrackedObject::id).collect(Collectors.toSet());
        lastBesideLine.keySet().retainAll(present);
        counted.retainAll(present);
    }
}
