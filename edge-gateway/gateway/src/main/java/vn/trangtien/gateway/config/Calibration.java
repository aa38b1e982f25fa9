package vn.trangtien.gateway.config;

import java.util.List;

/**
 * A calibration against a better instrument: straight lines between points. Beyond the ends the outer lines go on, but nobody
 * has measured there, see {@link #covers}.
 *
 * @param points at least two, the raw values rising
 */
public record Calibration(List<Point> points) {

    public Calibration {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("a calibration needs at least two points, but has " + points.size());
        }
        for (int i = 1; i < points.size(); i++) {
            if (!(points.get(i - 1).raw() < points.get(i).raw())) {
                throw new IllegalArgumentException("raw values of a calibration must rise, but %s is followed by %s"
                        .formatted(points.get(i - 1).raw(), points.get(i).raw()));
            }
        }
    }

    /** What the instrument shows, and what is true then. */
    public record Point(double raw, double truth) {}

    public boolean covers(double raw) {
        return raw >= points.get(0).raw()
                && raw <= points.get(points.size() - 1).raw();
    }

    public double correct(double raw) {
        int right = 1;
        while (right < points.size() - 1 && raw > points.get(right).raw()) {
            right++;
        }
        Point a = points.get(right - 1);
        Point b = points.get(right);
        return a.truth() + (raw - a.raw()) * (b.truth() - a.truth()) / (b.raw() - a.raw());
    }
}
