package vn.trangtien.video.rules;

import java.util.HashMap;
import java.util.Map;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.track.TrackedObject;

/** How long each object has been standing still, at whatever place, and whether it has ever moved. */
final class Movements {

    /** Own sizes; a trembling outline stays within. */
    private static final double NEAR = 0.4;

    private final Map<Integer, Place> places = new HashMap<>();

    private static final class Place {
        private Point anchor;
        private long since;
        private boolean hasMoved;

        private Place(Point anchor, long since) {
            this.anchor = anchor;
            this.since = since;
        }
    }

    void look(Iterable<TrackedObject> objects, long now) {
        Map<Integer, Place> present = new HashMap<>();
        for (TrackedObject object : objects) {
            Place place = places.get(object.id());
            if (place == null) {
                place = new Place(object.position(), now);
            } else if (!object.hidden() && !object.stationary() && distance(place.anchor, object) > NEAR) {
                place.anchor = object.position();
                place.since = now;
                place.hasMoved = true;
            }
            present.put(object.id(), place);
        }
        places.clear();
        places.putAll(present);
    }

    double stillSeconds(TrackedObject object, long now) {
        Place place = places.get(object.id());
        return place == null ? 0 : (now - place.since) / 1e6;
    }

    boolean hasMoved(TrackedObject object) {
        Place place = places.get(object.id());
        return place != null && place.hasMoved;
    }

    private static double distance(Point anchor, TrackedObject object) {
        Point at = object.position();
        return Math.hypot(
                (at.x() - anchor.x()) / object.box().width(),
                (at.y() - anchor.y()) / object.box().height());
    }
}
