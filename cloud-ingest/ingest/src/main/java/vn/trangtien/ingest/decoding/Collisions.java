package vn.trangtien.ingest.decoding;

import java.util.HashMap;
import java.util.Objects;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.timeseries.Point;

/**
 * Notices when a point takes the place of another one that says something else. Sees what it is shown, one batch as a rule, so it
 * finds what was sent together; not thread-safe.
 */
public final class Collisions {

    private record Place(ChannelRef channel, long millis, int ordinal) {}

    private final HashMap<Place, Point> places = new HashMap<>();
    private long found;

    public void look(Iterable<Point> points) {
        for (Point point : points) {
            Point before = places.put(new Place(point.channel(), point.at().toEpochMilli(), point.ordinal()), point);
            if (before != null
                    && !(Objects.equals(before.value(), point.value())
                            && before.quality().equals(point.quality()))) {
                found++;
            }
        }
    }

    /** Points of which only the last one stays. */
    public long found() {
        return found;
    }
}
