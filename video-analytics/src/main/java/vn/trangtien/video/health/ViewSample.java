package vn.trangtien.video.health;

import java.util.Arrays;
import vn.trangtien.video.picture.LumaFrame;

/**
 * What one look at a picture says about its cells. Every second row is read, which is enough for an average and halves the
 * cost.
 */
final class ViewSample {

    /** Distance in pixels over which an edge that is out of focus still rises to its full height. */
    private static final int WIDE = 6;

    /** Grey levels by which a cell must rise over that distance to be called an edge; noise does not reach it. */
    static final int EDGE = 24;

    final double[] mean = new double[CellGrid.CELLS];

    /** Steepest rise from one pixel to the next. */
    final double[] steep = new double[CellGrid.CELLS];

    /** Largest rise over some pixels. */
    final double[] wide = new double[CellGrid.CELLS];

    private final int[] histogram = new int[256];
    private int pixels;

    void look(LumaFrame frame, CellGrid grid) {
        Arrays.fill(histogram, 0);
        pixels = 0;
        for (int row = 0; row < CellGrid.ROWS; row++) {
            for (int column = 0; column < CellGrid.COLUMNS; column++) {
                int cell = row * CellGrid.COLUMNS + column;
                if (grid.watched()[cell]) {
                    look(frame, grid, row, column, cell);
                }
            }
        }
    }

    private void look(LumaFrame frame, CellGrid grid, int row, int column, int cell) {
        byte[] data = frame.pixels();
        int width = frame.width();
        int left = grid.left(column);
        int right = grid.left(column + 1);
        int bottom = grid.top(row + 1);
        int lastSteep = width - 1;
        int lastWide = width - WIDE;
        int wideDown = WIDE * width;
        int sum = 0;
        int count = 0;
        int steepest = 0;
        int widest = 0;
        for (int y = grid.top(row); y < bottom; y += 2) {
            boolean roomBelow = y + WIDE < frame.height();
            for (int x = left; x < right; x++) {
                int at = y * width + x;
                int here = data[at] & 0xFF;
                sum += here;
                count++;
                histogram[here]++;
                if (x < lastSteep) {
                    steepest = Math.max(steepest, Math.abs(here - (data[at + 1] & 0xFF)));
                }
                if (x < lastWide) {
                    widest = Math.max(widest, Math.abs(here - (data[at + WIDE] & 0xFF)));
                }
                if (roomBelow) {
                    steepest = Math.max(steepest, Math.abs(here - (data[at + width] & 0xFF)));
                    widest = Math.max(widest, Math.abs(here - (data[at + wideDown] & 0xFF)));
                }
            }
        }
        pixels += count;
        mean[cell] = count == 0 ? 0 : sum / (double) count;
        steep[cell] = steepest;
        wide[cell] = widest;
    }

    /** The grey level under which this share of the pixels lies. */
    int level(double share) {
        int wanted = (int) Math.ceil(pixels * share);
        int seen = 0;
        for (int level = 0; level < histogram.length; level++) {
            seen += histogram[level];
            if (seen >= wanted) {
                return level;
            }
        }
        return 255;
    }

    /** Cells with an edge. */
    int edges() {
        int count = 0;
        for (double each : wide) {
            count += each >= EDGE ? 1 : 0;
        }
        return count;
    }

    /**
     * How suddenly edges rise: 1 from one pixel to the next, a sixth evenly over six pixels. Contrast and exposure do not
     * change it.
     *
     * @return 0 if there is no edge
     */
    double sharpness() {
        double sum = 0;
        int count = 0;
        for (int cell = 0; cell < CellGrid.CELLS; cell++) {
            if (wide[cell] >= EDGE) {
                sum += Math.min(1, steep[cell] / wide[cell]);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
