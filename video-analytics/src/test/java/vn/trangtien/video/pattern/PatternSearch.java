package vn.trangtien.video.pattern;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks for any quarter of a pattern at every place of a picture. The answer is the best correlation found: about 1 where a
 * quarter can be seen, whatever its contrast; chance and edges stay below {@value #SEEN}.
 */
public final class PatternSearch {

    /** A correlation above it is the pattern; by chance there is none. */
    public static final double SEEN = 0.75;

    private static final int PATCH = Pattern.SIDE / 2;
    private static final int PIXELS = PATCH * PATCH;
    private static final int CELL = Pattern.CELL;

    private PatternSearch() {}

    public static double bestMatch(BufferedImage picture, Pattern pattern) {
        double best = 0;
        Cells cells = Cells.of(picture);
        List<Patch> quarters = IntStream.range(0, 4)
                .mapToObj(quarter -> Patch.of(pattern, quarter % 2 * PATCH, quarter / 2 * PATCH))
                .toList();
        for (int top = 0; top + PATCH <= picture.getHeight(); top++) {
            for (int left = 0; left + PATCH <= picture.getWidth(); left++) {
                best = Math.max(best, match(cells, top * cells.width + left, quarters));
            }
        }
        return best;
    }

    /** The best correlation of the place that begins at {@code from}; 0 where nearly all is of one grey. */
    private static double match(Cells cells, int from, List<Patch> quarters) {
        long sum = 0;
        long squares = 0;
        for (int y = 0; y < PATCH; y += CELL) {
            int at = from + y * cells.width;
            for (int end = at + PATCH; at < end; at += CELL) {
                sum += cells.sums[at];
                squares += cells.squares[at];
            }
        }
        long spread = PIXELS * squares - sum * sum;
        if (spread < PIXELS * PIXELS) {
            return 0;
        }
        double best = 0;
        for (Patch patch : quarters) {
            long product = PIXELS * patch.product(cells, from) - patch.sum * sum;
            best = Math.max(best, Math.abs(product) / Math.sqrt((double) spread * patch.spread));
        }
        return best;
    }

    /**
     * Greys of a picture, and their squares, added up over the cell that begins at each pixel. All is in whole numbers and cells,
     * which stay exact and are many times quicker than pixels in fractions: a film has millions of places.
     */
    private record Cells(int width, int[] sums, int[] squares) {

        static Cells of(BufferedImage picture) {
            int width = picture.getWidth();
            int height = picture.getHeight();
            int[] grey = picture.getRGB(0, 0, width, height, null, 0, width);
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (grey[i] >> 16 & 0xFF) + (grey[i] >> 8 & 0xFF) + (grey[i] & 0xFF);
            }
            var sums = new int[grey.length];
            var squares = new int[grey.length];
            for (int top = 0; top + CELL <= height; top++) {
                for (int left = 0; left + CELL <= width; left++) {
                    for (int i = 0; i < CELL * CELL; i++) {
                        int level = grey[(top + i / CELL) * width + left + i % CELL];
                        sums[top * width + left] += level;
                        squares[top * width + left] += level * level;
                    }
                }
            }
            return new Cells(width, sums, squares);
        }
    }

    /**
     * A quarter of a pattern.
     *
     * @param levels of its cells
     * @param sum of all its pixels
     * @param spread how far its pixels lie apart, times the square of their number, as for the picture
     */
    private record Patch(int[] levels, long sum, long spread) {

        static Patch of(Pattern pattern, int left, int top) {
            int across = PATCH / CELL;
            var levels = new int[across * across];
            long sum = 0;
            long squares = 0;
            for (int i = 0; i < levels.length; i++) {
                levels[i] = pattern.at(left + i % across * CELL, top + i / across * CELL);
                sum += CELL * CELL * levels[i];
                squares += CELL * CELL * levels[i] * levels[i];
            }
            return new Patch(levels, sum, PIXELS * squares - sum * sum);
        }

        long product(Cells cells, int from) {
            int product = 0;
            int cell = 0;
            for (int y = 0; y < PATCH; y += CELL) {
                int at = from + y * cells.width;
                for (int end = at + PATCH; at < end; at += CELL) {
                    product += cells.sums[at] * levels[cell++];
                }
            }
            return product;
        }
    }
}
