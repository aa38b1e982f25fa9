package vn.trangtien.video.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobFinderTest {

    private final BlobFinder finder = new BlobFinder();

    @Test
    void cornersThatTouchMakeOneBlob() {
        boolean[][] pixels = new boolean[10][100];
        pixels[3][63] = true;
        pixels[4][64] = true;
        pixels[4][65] = true;

        List<BlobFinder.Blob> blobs = finder.find(BitMaskTest.maskOf(pixels), 1, 0);

        assertThat(blobs).hasSize(1);
        assertThat(blobs.get(0).pixels()).isEqualTo(3);
        assertThat(blobs.get(0).box().left()).isCloseTo(0.63, within(1e-9));
        assertThat(blobs.get(0).box().width()).isCloseTo(0.03, within(1e-9));
        assertThat(blobs.get(0).box().height()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void anArchIsOneBlobAlthoughItsFeetMeetOnlyAtTheTop() {
        boolean[][] pixels = new boolean[6][9];
        for (int y = 1; y < 6; y++) {
            pixels[y][1] = true;
            pixels[y][7] = true;
        }
        for (int x = 1; x <= 7; x++) {
            pixels[0][x] = true;
        }

        assertThat(finder.find(BitMaskTest.maskOf(pixels), 1, 0)).hasSize(1);
    }

    @Test
    void aCupIsOneBlobAlthoughItsWallsMeetOnlyAtTheBottom() {
        boolean[][] pixels = new boolean[6][9];
        for (int y = 0; y < 5; y++) {
            pixels[y][1] = true;
            pixels[y][4] = true;
            pixels[y][7] = true;
        }
        for (int x = 1; x <= 7; x++) {
            pixels[5][x] = true;
        }

        assertThat(finder.find(BitMaskTest.maskOf(pixels), 1, 0)).hasSize(1);
    }

    @ParameterizedTest(name = "{0} wide, {1} % set")
    @CsvSource({"7, 30", "64, 30", "65, 45", "200, 20", "200, 40", "320, 50", "320, 95"})
    void findsTheSameBlobsAsAFloodFill(int width, int percent) {
        boolean[][] pixels = BitMaskTest.noise(width, percent / 100.0);

        List<Integer> sizes = finder.find(BitMaskTest.maskOf(pixels), 3, 0).stream()
                .map(BlobFinder.Blob::pixels)
                .toList();

        assertThat(sizes).isEqualTo(floodFill(pixels, 3));
    }

    @Test
    void theRimOfADilationIsTakenBack() {
        boolean[][] pixels = new boolean[20][20];
        pixels[10][10] = true;
        BitMask mask = BitMaskTest.maskOf(pixels);
        mask.dilate();
        mask.dilate();

        BlobFinder.Blob blob = finder.find(mask, 1, 2).get(0);

        assertThat(blob.box().left()).isCloseTo(0.5, within(1e-9));
        assertThat(blob.box().width()).isCloseTo(0.05, within(1e-9));
    }

    private static List<Integer> floodFill(boolean[][] original, int minimum) {
        var pixels = new boolean[original.length][];
        for (int y = 0; y < original.length; y++) {
            pixels[y] = original[y].clone();
        }
        var sizes = new ArrayList<Integer>();
        for (int y = 0; y < pixels.length; y++) {
            for (int x = 0; x < pixels[0].length; x++) {
                int size = pixels[y][x] ? fill(pixels, x, y) : 0;
                if (size >= minimum) {
                    sizes.add(size);
                }
            }
        }
        sizes.sort((a, b) -> b - a);
        return sizes;
    }

    private static int fill(boolean[][] pixels, int startX, int startY) {
        var open = new ArrayDeque<int[]>();
        open.add(new int[] {startX, startY});
        pixels[startY][startX] = false;
        int size = 0;
        while (!open.isEmpty()) {
            int[] at = open.remove();
            size++;
            for (int y = Math.max(0, at[1] - 1); y <= Math.min(pixels.length - 1, at[1] + 1); y++) {
                for (int x = Math.max(0, at[0] - 1); x <= Math.min(pixels[0].length - 1, at[0] + 1); x++) {
                    if (pixels[y][x]) {
                        pixels[y][x] = false;
                        open.add(new int[] {x, y});
                    }
                }
            }
        }
        return size;
    }
}
