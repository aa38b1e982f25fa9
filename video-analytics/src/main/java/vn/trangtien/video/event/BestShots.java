package vn.trangtien.video.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.trangtien.video.detect.Labels;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.track.TrackedObject;

/**
 * Which objects are worth a picture in this frame, because they are seen better than ever: large, surely recognised and not
 * cut by the edge of the picture. Confined to the thread of its camera.
 */
public final class BestShots {

    /** So much better must it be; an approaching car would otherwise be taken in every frame. */
    private static final double CLEARLY_BETTER = 1.3;

    private static final long CLOSEST_MICROS = 1_000_000;
    private static final double EDGE = 0.01;
    private static final double CUT = 0.2;
    private static final double UNNAMED_SCORE = 0.5;

    private final Map<String, Double> best = new HashMap<>();
    private long lastMicros = Long.MIN_VALUE;

    /** The objects of this frame that a picture should be taken of now; often none. The picture must be {@link #taken}. */
    public List<String> wanted(Map<String, TrackedObject> told, long micros) {
        best.keySet().retainAll(told.keySet());
        if (lastMicros != Long.MIN_VALUE && micros - lastMicros < CLOSEST_MICROS) {
            return List.of();
        }
        var wanted = new ArrayList<String>();
        told.forEach((id, object) -> {
            if (!object.hidden() && quality(object) > CLEARLY_BETTER * best.getOrDefault(id, 0.0)) {
                wanted.add(id);
            }
        });
        return wanted;
    }

    /** A picture of the frame was taken. */
    public void taken(List<String> ids, Map<String, TrackedObject> told, long micros) {
        lastMicros = micros;
        for (String id : ids) {
            TrackedObject object = told.get(id);
            if (object != null) {
                best.put(id, quality(object));
            }
        }
    }

    Set<String> known() {
        return Set.copyOf(best.keySet());
    }

    static double quality(TrackedObject object) {
        Box box = object.box();
        boolean cut = box.left() < EDGE || box.top() < EDGE || box.right() > 1 - EDGE || box.bottom() > 1 - EDGE;
        double score = object.label().equals(Labels.MOVING) ? UNNAMED_SCORE : object.score();
        return box.area() * score * (cut ? CUT : 1);
    }
}
