package vn.trangtien.video.health;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.trangtien.video.picture.LumaFrame;

/**
 * Tells pictures that stand still from a quiet view. A quiet view has the noise of its sensor: pictures taken at different
 * times are never the same, however little happens. A stuck camera gives the same picture for ever, or the same few when it
 * compresses it anew each time.
 *
 * <p>Compared is with pictures that are some seconds old: within one group of pictures the compression itself copies whole areas
 * and hides the noise. Since when the picture stands still is known from the look before each look.
 */
final class StillPictures {

    private static final int KEPT = 10;
    private static final long NEVER = Long.MIN_VALUE;

    /** When so much differs the rest need not be read: nearly always after the first rows. */
    private static final double HOPELESS_SHARE = 0.3;

    /** Every second pixel of every second row. */
    private static final int STEP = 2;

    private record Kept(byte[] pixels, long micros) {}

    private final double difference;
    private final double share;
    private final long apartMicros;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private final int[] sum = new int[CellGrid.COLUMNS];
    private final int[] count = new int[CellGrid.COLUMNS];

    private @Nullable Kept before;
    private long sinceMicros = NEVER;

    StillPictures(HealthSettings.Frozen settings) {
        this.difference = settings.difference();
        this.share = settings.share();
        this.apartMicros = settings.apart().toNanos() / 1000;
    }

    void forget() {
        kept.clear();
        before = null;
        sinceMicros = NEVER;
    }

    /** Since when each picture looked at was as the one before it. */
    long sinceMicros() {
        return sinceMicros;
    }

    /** The largest share of the watched view, over the pictures kept, that is as it was; 0 while none is old enough. */
    double look(LumaFrame frame, CellGrid grid) {
        long now = frame.presentationMicros();
        double best = 0;
        for (Kept each : kept) {
            if (now - each.micros >= apartMicros) {
                best = Math.max(best, sameShare(frame, each.pixels, grid));
            }
        }
        Kept last = before;
        if (last == null || sameShare(frame, last.pixels, grid) < share) {
            sinceMicros = now;
        }
        before = copy(frame, last == null ? new byte[0] : last.pixels);
        keep(frame, now);
        return best;
    }

    private void keep(LumaFrame frame, long now) {
        // Half as far apart as they must be: then one and a half times as long after it stopped a picture is known to
        // be old.
        if (!kept.isEmpty() && now - kept.getLast().micros < apartMicros / 2) {
            return;
        }
        byte[] pixels = kept.size() == KEPT ? kept.removeFirst().pixels : new byte[0];
        kept.add(copy(frame, pixels));
    }

    /** @param pixels are used again if their number fits */
    private static Kept copy(LumaFrame frame, byte[] pixels) {
        int columns = (frame.width() + STEP - 1) / STEP;
        int rows = (frame.height() + STEP - 1) / STEP;
        byte[] copied = pixels.length == columns * rows ? pixels : new byte[columns * rows];
        byte[] source = frame.pixels();
        int at = 0;
        for (int y = 0; y < frame.height(); y += STEP) {
            for (int x = 0; x < frame.width(); x += STEP) {
                copied[at++] = source[y * frame.width() + x];
            }
        }
        return new Kept(copied, frame.presentationMicros());
    }

    private double sameShare(LumaFrame frame, byte[] before, CellGrid grid) {
        byte[] now = frame.pixels();
        int columns = (frame.width() + STEP - 1) / STEP;
        int same = 0;
        int watched = 0;
        int mayDiffer = (int) (grid.watchedCells() * HOPELESS_SHARE);
        for (int row = 0; row < CellGrid.ROWS && watched - same <= mayDiffer; row++) {
            Arrays.fill(sum, 0);
            Arrays.fill(count, 0);
            int top = (grid.top(row) + STEP - 1) / STEP * STEP;
            for (int y = top; y < grid.top(row + 1); y += STEP) {
                for (int column = 0; column < CellGrid.COLUMNS; column++) {
                    int left = (grid.left(column) + STEP - 1) / STEP * STEP;
                    int right = grid.left(column + 1);
                    for (int x = left; x < right; x += STEP) {
                        int was = before[y / STEP * columns + x / STEP] & 0xFF;
                        sum[column] += Math.abs((now[y * frame.width() + x] & 0xFF) - was);
                        count[column]++;
                    }
                }
            }
            for (int column = 0; column < CellGrid.COLUMNS; column++) {
                if (grid.watched()[row * CellGrid.COLUMNS + column] && count[column] > 0) {
                    watched++;
                    same += sum[column] <= difference * count[column] ? 1 : 0;
                }
            }
        }
        return watched == 0 ? 0 : same / (double) watched;
    }
}
