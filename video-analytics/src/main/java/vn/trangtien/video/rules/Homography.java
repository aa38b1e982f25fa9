package vn.trangtien.video.rules;

import java.util.List;
import vn.trangtien.video.picture.Point;

/** From the picture to the road: the projective map that takes four corners to a rectangle of known size. */
final class Homography {

    private final double[] h;

    /** @param corners of a convex quadrilateral, in order; the first becomes (0, 0), the third (width, length) */
    Homography(List<Point> corners, double widthMetres, double lengthMetres) {
        double[][] metres = {{0, 0}, {widthMetres, 0}, {widthMetres, lengthMetres}, {0, lengthMetres}};
        double[][] equations = new double[8][];
        for (int i = 0; i < 4; i++) {
            double x = corners.get(i).x();
            double y = corners.get(i).y();
            double u = metres[i][0];
            double v = metres[i][1];
            equations[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u};
            equations[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v};
        }
        this.h = solve(equations);
    }

    double metresAcross(Point point) {
        return (h[0] * point.x() + h[1] * point.y() + h[2]) / depth(point);
    }

    double metresAlong(Point point) {
        return (h[3] * point.x() + h[4] * point.y() + h[5]) / depth(point);
    }

    private double depth(Point point) {
        return h[6] * point.x() + h[7] * point.y() + 1;
    }

    /** Gauss elimination with the largest pivot; each row ends with its right-hand side. */
    private static double[] solve(double[][] rows) {
        int n = rows.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swapped = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = swapped;
            for (int row = 0; row < n; row++) {
                if (row != column) {
                    double factor = rows[row][column] / rows[column][column];
                    for (int k = column; k <= n; k++) {
                        rows[row][k] -= factor * rows[column][k];
                    }
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = rows[i][n] / rows[i][i];
        }
        return solution;
    }
}
