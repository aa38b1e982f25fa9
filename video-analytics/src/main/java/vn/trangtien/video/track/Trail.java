package vn.trangtien.video.track;

import java.util.ArrayList;
import java.util.List;
import vn.trangtien.video.picture.Point;

/** Where an object has been: a few places a second for people, and the last second exactly, for detections that come late. */
final class Trail {

    private static final long STEP_MICROS = 200_000;
    private static final int REMEMBERED = 64;

    private final long[] times = new long[REMEMBERED];
    private final Point[] places = new Point[REMEMBERED];
    private int written;
    private List<Point> points;
    private long lastPoint;

    Trail(Point first, long micros) {
        points = List.of(first);
        lastPoint = micros;
        thought(first, micros);
    }

    /** The newest place; a second call for the same time replaces the first. */
    void thought(Point place, long micros) {
        if (written > 0 && times[(written - 1) % REMEMBERED] == micros) {
            written--;
        }
        times[written % REMEMBERED] = micros;
        places[written % REMEMBERED] = place;
        written++;
    }

    void seen(Point place, long micros) {
        thought(place, micros);
        if (micros - lastPoint < STEP_MICROS) {
            return;
        }
        var longer = new ArrayList<Point>(points);
        longer.add(place);
        int surplus = longer.size() - TrackedObject.LONGEST_TRAIL;
        points = List.copyOf(surplus > 0 ? longer.subList(surplus, longer.size()) : longer);
        lastPoint = micros;
    }

    /** Immutable. */
    List<Point> points() {
        return points;
    }

    /** The place at a time, straight between the two remembered ones around it; the oldest for what is forgotten. */
    Point at(long micros, Point otherwise) {
        Point later = otherwise;
        long laterMicros = Long.MAX_VALUE;
        for (int i = written - 1; i >= Math.max(0, written - REMEMBERED); i--) {
            Point place = places[i % REMEMBERED];
            long time = times[i % REMEMBERED];
            if (time <= micros) {
                if (laterMicros == Long.MAX_VALUE || time == micros) {
                    return place;
                }
                double share = (micros - time) / (double) (laterMicros - time);
                return new Point(
                        place.x() + (later.x() - place.x()) * share, place.y() + (later.y() - place.y()) * share);
            }
            later = place;
            laterMicros = time;
        }
        return later;
    }
}
