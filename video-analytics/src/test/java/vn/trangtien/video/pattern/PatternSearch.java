package vn.trangtien.video.pattern;

import java.awt.image.BufferedImage;

/**
 * Looks for any quarter of a pattern at every place of a picture. The answer is the best correlation found: about 1 where a
 * quarter can be seen, whatever its contrast; chance and edges stay below {@value #SEEN}.
 */
public final class PatternSearch {

    /** A correlation above it is the pattern; by chance there is none. */
    public static final double SEEN = 0.75;

    private static final int PATCH = Pattern.SIDE / 2;

    private PatternSearch() {}

    public static double bestMatch(BufferedImage picture, Pattern pattern) {
        double best = 0;
        int[] grey = grey(picture);
        for (int quarter = 0; quarter < 4; quarter++) {
            double[] patch = patch(pattern, quarter % 2 * PATCH, quarter / 2 * PATCH);
            for (int top = 0; top + PATCH <= picture.getHeight(); top++) {
                for (int left = 0; left + PATCH <= picture.getWidth(); left++) {
                    best = Math.max(best, Math.abs(match(grey, picture.getWidth(), left, top, patch)));
                }
            }
        }
        return best;
    }

    private static int[] grey(BufferedImage picture) {
        int[] grey = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (grey[i] >> 16 & 0xFF) + (grey[i] >> 8 & 0xFF) + (grey[i] & 0xFF);
        }
        return grey;
    }

    private static double[] patch(Pattern pattern, int left, int top) {
        var patch = new double[PATCH * PATCH];
        double mean = 0;
        for (int i = 0; i < patch.length; i++) {
            patch[i] = pattern.at(left + i % PATCH, top + i / PATCH);
            mean += patch[i] / patch.length;
        }
        for (int i = 0; i < patch.length; i++) {
            patch[i] -= mean;
        }
        return patch;
    }

    private static double match(int[] grey, int width, int left, int top, double[] patch) {
        double product = 0;
        double sum = 0;
        double squares = 0;
        double energy = 0;
        for (int i = 0; i < patch.length; i++) {
            int value = grey[(top + i / PATCH) * width + left + i % PATCH];
            product += value * patch[i];
            sum += value;
            squares += (double) value * value;
            energy += patch[i] * patch[i];
        }
        double spread = squares - sum * sum / patch.length;
        return spread < patch.length ? 0 : product / Math.sqrt(spread * energy);
    }
}
