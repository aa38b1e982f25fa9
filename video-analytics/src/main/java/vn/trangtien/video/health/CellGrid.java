package vn.trangtien.video.health;

import java.util.function.Predicate;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Point;

/**
 * How a picture is divided into cells that are looked at one by one, and which of them count.
 *
 * @param width pixels of the picture
 * @param height pixels of the picture
 * @param watched whether a cell counts, row by row
 */
record CellGrid(int width, int height, boolean[] watched) {

    static final int COLUMNS = 32;
    static final int ROWS = 18;
    static final int CELLS = COLUMNS * ROWS;

    static CellGrid of(LumaFrame frame, Predicate<Point> ignored) {
        var watched = new boolean[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            var centre = new Point((cell % COLUMNS + 0.5) / COLUMNS, (cell / COLUMNS + 0.5) / ROWS);
            watched[cell] = !ignored.test(centre);
        }
        return new CellGrid(frame.width(), frame.height(), watched);
    }

    boolean fits(LumaFrame frame) {
        return frame.width() == width && frame.height() == height;
    }

    /** First pixel column of a column of cells; that of the column behind the last is the width. */
    int left(int column) {
        return column * width / COLUMNS;
    }

    int top(int row) {
        return row * height / ROWS;
    }

    int watchedCells() {
        int count = 0;
        for (boolean each : watched) {
            count += each ? 1 : 0;
        }
        return count;
    }
}
