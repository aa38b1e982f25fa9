package vn.trangtien.sim.world;

import java.util.List;

/** A periodic curve through knots: smooth without overshoot, or straight with an exact integral. Times in seconds. */
final class Curve {

    private final double[] at;
    private final double[] value;
    private final double[] slope;
    private final double[] area;

    /** @param knots as {@link WorldProfile} checked them: in order from zero, ending as they begin */
    Curve(List<Knot> knots) {
        int n = knots.size();
        at = knots.stream().mapToDouble(knot -> knot.at().toNanos() / 1e9).toArray();
        value = knots.stream().mapToDouble(Knot::value).toArray();
        slope = new double[n];
        area = new double[n];
        for (int i = 1; i < n; i++) {
            area[i] = area[i - 1] + (at[i] - at[i - 1]) * (value[i] + value[i - 1]) / 2;
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
        double t = within(seconds);
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
        double t = within(seconds);
        int i = segment(t);
        return value[i] + (t - at[i]) * rise(i);
    }

    /** Area under {@link #straight} from zero, in value times seconds. */
    double integral(double seconds) {
        double whole = Math.floor(seconds / period()) * area[area.length - 1];
        double t = within(seconds);
        int i = segment(t);
        double inside = t - at[i];
        return whole + area[i] + inside * (value[i] + inside * rise(i) / 2);
    }

    /** The moment of the first period; times before zero belong to the periods before it. */
    private double within(double seconds) {
        double t = seconds % period();
        return t < 0 ? t + period() : t;
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
