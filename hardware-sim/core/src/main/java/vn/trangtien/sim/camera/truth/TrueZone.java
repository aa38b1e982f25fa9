package vn.trangtien.sim.camera.truth;

import java.util.List;

/**
 * An area to watch.
 *
 * @param name for example {@code A3} for a parking space
 * @param points its corners, at least three, not crossing itself
 */
public record TrueZone(String name, List<TruePoint> points) {

    public TrueZone {
        points = List.copyOf(points);
    }

    /** Whether the point lies inside, by the number of edges to its right. */
    public boolean contains(TruePoint point) {
        boolean inside = false;
        for (int i = 0, before = points.size() - 1; i < points.size(); before = i++) {
            TruePoint a = points.get(i);
            TruePoint b = points.get(before);
            if (a.y() > point.y() != b.y() > point.y()
                    && point.x() < (b.x() - a.x()) * (point.y() - a.y()) / (b.y() - a.y()) + a.x()) {
                inside = !inside;
            }
        }
        return inside;
    }
}
