package vn.trangtien.city.cameras;

import java.util.List;

/** Geometry of what is drawn; points are {@code {x, y}} in shares of the picture. */
final class Shapes {

    private static final double NOTHING = 1e-9;

    private Shapes() {}

    static double area(List<double[]> points) {
        double twice = 0;
        for (int i = 0; i < points.size(); i++) {
            double[] a = points.get(i);
            double[] b = points.get((i + 1) % points.size());
            twice += a[0] * b[1] - b[0] * a[1];
        }
        return Math.abs(twice) / 2;
    }

    /** Index of a point that its successor repeats; -1 if there is none. */
    static int equalNeighbours(List<double[]> points) {
        for (int i = 0; i < points.size(); i++) {
            double[] a = points.get(i);
            double[] b = points.get((i + 1) % points.size());
            if (a[0] == b[0] && a[1] == b[1]) {
                return i;
            }
        }
        return -1;
    }

    /** Two edges that cross or touch, by the index of their first points; empty if there are none. */
    static int[] crossingEdges(List<double[]> points) {
        int count = points.size();
        for (int i = 0; i < count; i++) {
            for (int j = i + 2; j < count; j++) {
                boolean neighbours = i == 0 && j == count - 1;
                if (!neighbours
                        && touch(
                                points.get(i),
                                points.get((i + 1) % count),
                                points.get(j),
                                points.get((j + 1) % count))) {
                    return new int[] {i, j};
                }
            }
        }
        return new int[0];
    }

    static boolean isConvex(List<double[]> corners) {
        int turns = 0;
        for (int i = 0; i < corners.size(); i++) {
            double[] a = corners.get(i);
            double[] b = corners.get((i + 1) % corners.size());
            double[] c = corners.get((i + 2) % corners.size());
            double cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
            turns += (int) Math.signum(Math.abs(cross) < NOTHING ? 0 : cross);
        }
        return Math.abs(turns) == corners.size();
    }

    /** How far along the way from one point to another a third lies: 0 at the first, 1 at the second. */
    static double along(double[] from, double[] to, double[] at) {
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        return ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / (dx * dx + dy * dy);
    }

    private static boolean touch(double[] a, double[] b, double[] c, double[] d) {
        int abc = turn(a, b, c);
        int abd = turn(a, b, d);
        int cda = turn(c, d, a);
        int cdb = turn(c, d, b);
        return abc != abd && cda != cdb
                || abc == 0 && within(a, b, c)
                || abd == 0 && within(a, b, d)
                || cda == 0 && within(c, d, a)
                || cdb == 0 && within(c, d, b);
    }

    private static int turn(double[] a, double[] b, double[] point) {
        return (int) Math.signum((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]));
    }

    private static boolean within(double[] a, double[] b, double[] point) {
        return point[0] >= Math.min(a[0], b[0])
                && point[0] <= Math.max(a[0], b[0])
                && point[1] >= Math.min(a[1], b[1])
                && point[1] <= Math.max(a[1], b[1]);
    }
}
