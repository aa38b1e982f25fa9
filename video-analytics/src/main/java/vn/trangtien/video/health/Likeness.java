package vn.trangtien.video.health;

import java.util.function.IntPredicate;

/** Correlation of two maps of cells: 1 for the same structure at any brightness and contrast, around 0 for another one. */
final class Likeness {

    /** Grey levels; a map that varies less has no structure to compare. */
    private static final double LEAST_SPREAD = 1;

    private Likeness() {}

    /** @return NaN if one of the maps has no structure among the cells */
    static double of(double[] first, double[] second, IntPredicate cells) {
        double sumFirst = 0;
        double sumSecond = 0;
        int count = 0;
        for (int i = 0; i < first.length; i++) {
            if (cells.test(i)) {
                sumFirst += first[i];
                sumSecond += second[i];
                count++;
            }
        }
        double squareFirst = 0;
        double squareSecond = 0;
        double product = 0;
        for (int i = 0; i < first.length; i++) {
            if (cells.test(i)) {
                double a = first[i] - sumFirst / count;
                double b = second[i] - sumSecond / count;
                squareFirst += a * a;
                squareSecond += b * b;
                product += a * b;
            }
        }
        double least = LEAST_SPREAD * LEAST_SPREAD * count;
        return squareFirst < least || squareSecond < least
                ? Double.NaN
                : product / Math.sqrt(squareFirst * squareSecond);
    }

    /**
     * What of a map differs from its neighbourhood, limited to {@code limit} either way: neither a wide glow of the sky nor a
     * single lamp decides then.
     */
    static void detail(double[] map, double[] result, double limit) {
        for (int row = 0; row < CellGrid.ROWS; row++) {
            for (int column = 0; column < CellGrid.COLUMNS; column++) {
                double around = 0;
                int count = 0;
                for (int y = Math.max(0, row - 1); y <= Math.min(CellGrid.ROWS - 1, row + 1); y++) {
                    for (int x = Math.max(0, column - 1); x <= Math.min(CellGrid.COLUMNS - 1, column + 1); x++) {
                        around += map[y * CellGrid.COLUMNS + x];
                        count++;
                    }
                }
                int cell = row * CellGrid.COLUMNS + column;
                result[cell] = Math.max(-limit, Math.min(limit, map[cell] - around / count));
            }
        }
    }
}
