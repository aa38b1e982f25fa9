package vn.trangtien.video.motion;

import java.util.Arrays;

/**
 * By which factor the camera's automatic exposure changed the whole picture against the background.
 *
 * <p>A white car under a camera that looks straight down makes the camera close its iris, and every pixel of the road
 * becomes "motion". The factor is the median over a grid of pixels, which stays right as long as moving things cover less
 * than half of the picture.
 */
final class ExposureGain {

    /** The factor 1 in fixed-point numbers. */
    static final int ONE = 256;

    private static final int GRID = 4;
    private static final int DARKEST = 24;
    private static final int BRIGHTEST = 245;
    private static final int DEAD_BAND = ONE / 64;
    private static final int FEWEST_SAMPLES = 64;

    private final int[] histogram = new int[4 * ONE];

    /**
     * Compares the pixels of a grid with the background.
     *
     * @param background 8.8 fixed-point grey levels
     * @return the factor in 1/256, between 64 (a quarter) and 1023 (four times)
     */
    int estimate(byte[] pixels, int[] background, int width, int height) {
        Arrays.fill(histogram, 0);
        int samples = 0;
        for (int y = GRID / 2; y < height; y += GRID) {
            int row = y * width;
            for (int x = GRID / 2; x < width; x += GRID) {
                int now = pixels[row + x] & 0xFF;
                int before = background[row + x] >> 8;
                if (before < DARKEST || before > BRIGHTEST || now > BRIGHTEST) {
                    continue;
                }
                histogram[Math.min(histogram.length - 1, (now << 16) / background[row + x])]++;
                samples++;
            }
        }
        return samples < FEWEST_SAMPLES ? ONE : settle(median(samples));
    }

    private int median(int samples) {
        int seen = 0;
        int bin = 0;
        while (seen * 2 < samples) {
            seen += histogram[bin++];
        }
        return Math.max(ONE / 4, bin - 1);
    }

    private static int settle(int gain) {
        return Math.abs(gain - ONE) <= DEAD_BAND ? ONE : gain;
    }
}
