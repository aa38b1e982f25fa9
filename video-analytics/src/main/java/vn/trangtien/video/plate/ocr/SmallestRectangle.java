package vn.trangtien.video.plate.ocr;

import java.util.Arrays;
import java.util.Comparator;

/** The rectangle of the smallest area around a set of pixels, lying along one edge of their convex hull. */
final class SmallestRectangle {

    private SmallestRectangle() {}

    /** @param pixels as row times width plus column */
    static TextBox around(int[] pixels, int mapWidth, double score) {
        double[][] hull = hull(corners(pixels, mapWidth));
        TextBox best = along(hull, 0, score);
        for (int i = 0; i < hull.length; i++) {
            double[] a = hull[i];
            double[] b = hull[(i + 1) % hull.length];
            double angle = quarterTurn(Math.atan2(b[1] - a[1], b[0] - a[0]));
            TextBox box = along(hull, angle, score);
            if (box.width() * box.height() < best.width() * best.height() - 1e-9) {
                best = box;
            }
        }
        return best;
    }

    /** A rectangle looks the same after a quarter turn; lines of text lie rather than stand. */
    private static double quarterTurn(double angle) {
        double turned = angle % (Math.PI / 2);
        if (turned > Math.PI / 4) {
            return turned - Math.PI / 2;
        }
        return turned < -Math.PI / 4 ? turned + Math.PI / 2 : turned;
    }

    private static TextBox along(double[][] points, double angle, double score) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double[] point : points) {
            double along = point[0] * cos + point[1] * sin;
            double across = point[1] * cos - point[0] * sin;
            left = Math.min(left, along);
            right = Math.max(right, along);
            top = Math.min(top, across);
            bottom = Math.max(bottom, across);
        }
        double along = (left + right) / 2;
        double across = (top + bottom) / 2;
        return new TextBox(
                along * cos - across * sin, along * sin + across * cos, right - left, bottom - top, angle, score);
    }

    /** A pixel is a square, not a point. Only the ends of each row can lie on the hull. */
    private static double[][] corners(int[] pixels, int width) {
        int top = Arrays.stream(pixels).map(p -> p / width).min().orElse(0);
        int bottom = Arrays.stream(pixels).map(p -> p / width).max().orElse(0);
        int[] left = new int[bottom - top + 1];
        int[] right = new int[bottom - top + 1];
        Arrays.fill(left, Integer.MAX_VALUE);
        Arrays.fill(right, Integer.MIN_VALUE);
        for (int pixel : pixels) {
            int row = pixel / width - top;
            left[row] = Math.min(left[row], pixel % width);
            right[row] = Math.max(right[row], pixel % width);
        }
        var corners = new double[left.length * 4][];
        for (int row = 0; row < left.length; row++) {
            corners[row * 4] = new double[] {left[row], top + row};
            corners[row * 4 + 1] = new double[] {left[row], top + row + 1};
            corners[row * 4 + 2] = new double[] {right[row] + 1, top + row};
            corners[row * 4 + 3] = new double[] {right[row] + 1, top + row + 1};
        }
        return corners;
    }

    /** Monotone chain. */
    private static double[][] hull(double[][] points) {
        Arrays.sort(points, Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
        var hull = new double[points.length * 2][];
        int size = 0;
        for (double[] point : points) {
            size = push(hull, size, 2, point);
        }
        int lower = size + 1;
        for (int i = points.length - 2; i >= 0; i--) {
            size = push(hull, size, lower, points[i]);
        }
        return Arrays.copyOf(hull, Math.max(1, size - 1));
    }

    private static int push(double[][] hull, int size, int least, double[] point) {
        int end = size;
        while (end >= least && turn(hull[end - 2], hull[end - 1], point) <= 0) {
            end--;
        }
        hull[end] = point;
        return end + 1;
    }

    private static double turn(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }
}
