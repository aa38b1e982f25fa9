package vn.trangtien.video.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation on words is compared with the obvious one on single pixels. */
class BitMaskTest {

    private static final int HEIGHT = 23;

    @ParameterizedTest(name = "width {0}")
    @ValueSource(ints = {1, 5, 63, 64, 65, 128, 130, 320})
    void dilationReachesEveryNeighbourAndNotMore(int width) {
        boolean[][] pixels = noise(width, 0.05);
        BitMask mask = maskOf(pixels);

        mask.dilate();

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < width; x++) {
                assertThat(mask.get(x, y)).as("%d,%d", x, y).isEqualTo(anyNear(pixels, x, y));
            }
        }
        assertThat(mask.count()).as("no bits beyond the right edge").isEqualTo(countByPixel(mask, width));
    }

    @ParameterizedTest(name = "width {0}")
    @ValueSource(ints = {3, 63, 64, 65, 128, 320})
    void sparksGoAndWhatHasNeighboursOnBothSidesStays(int width) {
        boolean[][] pixels = noise(width, 0.5);
        BitMask mask = maskOf(pixels);

        mask.removeSparks();

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < width; x++) {
                boolean sideways = at(pixels, x - 1, y) && at(pixels, x + 1, y);
                boolean upright = at(pixels, x, y - 1) && at(pixels, x, y + 1);
                assertThat(mask.get(x, y)).as("%d,%d", x, y).isEqualTo(pixels[y][x] && (sideways || upright));
            }
        }
    }

    static boolean[][] noise(int width, double share) {
        var random = new Random(20_260_101L + width);
        var pixels = new boolean[HEIGHT][width];
        for (boolean[] row : pixels) {
            for (int x = 0; x < width; x++) {
                row[x] = random.nextDouble() < share;
            }
        }
        return pixels;
    }

    static BitMask maskOf(boolean[][] pixels) {
        var mask = new BitMask(pixels[0].length, pixels.length);
        for (int y = 0; y < pixels.length; y++) {
            for (int x = 0; x < pixels[0].length; x++) {
                if (pixels[y][x]) {
                    mask.set(x, y);
                }
            }
        }
        return mask;
    }

    private static boolean anyNear(boolean[][] pixels, int x, int y) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (at(pixels, x + dx, y + dy)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean at(boolean[][] pixels, int x, int y) {
        return y >= 0 && y < pixels.length && x >= 0 && x < pixels[0].length && pixels[y][x];
    }

    private static int countByPixel(BitMask mask, int width) {
        int count = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < width; x++) {
                count += mask.get(x, y) ? 1 : 0;
            }
        }
        return count;
    }
}
