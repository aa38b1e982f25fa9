package vn.trangtien.sim.world;

import java.util.List;

/** A periodic curve through knots: smooth without overshoot, or straight with an exact integral. Times in seconds. */
final class Curve {

    private final double[] at;
    private final double[] value;
    private final double[] slope;
    private final double[] area;

    Curve(List<Knot> knots) {
        int n = knots.size();
        if (n < 2 || !knots.get(0).at().isZero()) {
            throw new IllegalArgumentException("a curve needs two knots or more, the first at zero, but was " + knots);
        }
        at = knots.stream().mapToDouble(knot -> knot.at().toNanos() / 1e9).toArray();
        value = knots.stream().mapToDouble(Knot::value).toArray();
        slope = new double[n];
        area = new double[n];
        for (int i = 1; i < n; i++) {
            if (at[i] <= at[i - 1]) {
                throw new IllegalArgumentException("the knots of a curve must follow each other, but was " + knots);
            }
            area[i] = area[i - 1] + (at[i] - at[i - 1]) * (value[i] + value[i - 1]) / 2;
        }
        if (value[0] != value[n - 1]) {
            throw new IllegalArgumentException("a periodic curve must end as it begins, but was " + knots);
        }
        for (int i = 1; i < n - 1; i++) {
            double before = rise(i - 1);
            double behind = rise(i);
            // The harmonic mean keeps the curve between its knots (Fritsch and Butland, 1984); zero at peaks and ends.
            slope[i] = before * behind > 0 ? 2 * before * behind / (before + behind) : 0;
        }
    }

    double period() {
        return at[at.length - 1];
    }

    double smooth(double seconds) {
        double t = seconds % period();
        int i = segment(t);
        double h = at[i + 1] - at[i];
        double u = (t - at[i]) / h;
        double h00 = (1 + 2 * u) * (1 - u) * (1 - u);
        double h10 = u * (1 - u) * (1 - u);
        double h01 = u * u * (3 - 2 * u);
        double h11 = u * u * (u - 1);
        return h00 * value[i] + h10 * h * slope[i] + h01 * value[i + 1] + h11 * h * slope[i + 1];
    }

    double straight(double seconds) {
        double t = seconds % period();
        int i = segment(t);
        return value[i] + (t - at[i]) * rise(i);
    }

    /** Area under {@link #straight} from zero, in value times seconds. */
    double integral(double seconds) {
        double whole = Math.floor(seconds / period()) * area[area.length - 1];
        double t = seconds % period();
        int i = segment(t);
        double inside = t - at[i];
        return whole + area[i] + inside * (value[i] + inside * rise(i) / 2);
    }

    private double rise(int i) {
        return (value[i + 1] - value[i]) / (at[i + 1] - at[i]);
    }

    private int segment(double t) {
        int i = at.length - 2;
        while (i > 0 && at[i] > t) {
            i--;
        }
        return i;
    }
}
