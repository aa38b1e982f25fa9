package vn.trangtien.video.plate.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds lines of text in the map of probabilities that a detector after "Real-time Scene Text Detection with Differentiable
 * Binarization" (Liao et al., 2020) gives. The detector marks a shrunk core of each line; the core is grown again by its
 * area over its circumference.
 */
final class TextMap {

    private static final float INSIDE = 0.3f;
    private static final double LEAST_SCORE = 0.5;
    private static final double GROWTH = 1.9;
    private static final int LEAST_PIXELS = 12;
    private static final double LEAST_SIDE = 3;
    private static final int MOST = 24;

    private final float[] map;
    private final int width;
    private final int height;
    private final boolean[] seen;
    private final int[] stack;

    private TextMap(float[] map, int width, int height) {
        this.map = map;
        this.width = width;
        this.height = height;
        this.seen = new boolean[width * height];
        this.stack = new int[width * height];
    }

    /**
     * Lines in the pixels of the map, largest first.
     *
     * @param map probabilities, rows from the top
     */
    static List<TextBox> boxes(float[] map, int width, int height) {
        if (map.length < width * height) {
            throw new IllegalArgumentException("a map of %d x %d needs %d values, but has %d"
                    .formatted(width, height, width * height, map.length));
        }
        return new TextMap(map, width, height).find();
    }

    private List<TextBox> find() {
        var boxes = new ArrayList<TextBox>();
        for (int start = 0; start < width * height; start++) {
            if (!seen[start] && map[start] > INSIDE) {
                int count = fill(start);
                if (count >= LEAST_PIXELS) {
                    add(boxes, Arrays.copyOf(stack, count));
                }
            }
        }
        boxes.sort(Comparator.comparingDouble((TextBox box) -> -box.width() * box.height()));
        return List.copyOf(boxes.subList(0, Math.min(MOST, boxes.size())));
    }

    /** Gathers what hangs together, from the bottom of the stack; every pixel is pushed once. */
    private int fill(int start) {
        int count = 0;
        seen[start] = true;
        stack[count++] = start;
        for (int next = 0; next < count; next++) {
            int x = stack[next] % width;
            int y = stack[next] / width;
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int neighbour = ny * width + nx;
                    if (!seen[neighbour] && map[neighbour] > INSIDE) {
                        seen[neighbour] = true;
                        stack[count++] = neighbour;
                    }
                }
            }
        }
        return count;
    }

    private void add(List<TextBox> boxes, int[] pixels) {
        double sum = 0;
        for (int pixel : pixels) {
            sum += map[pixel];
        }
        double score = sum / pixels.length;
        if (score < LEAST_SCORE) {
            return;
        }
        TextBox core = SmallestRectangle.around(pixels, width, score);
        if (Math.min(core.width(), core.height()) < LEAST_SIDE) {
            return;
        }
        double growth = GROWTH * core.width() * core.height() / (2 * (core.width() + core.height()));
        boxes.add(new TextBox(
                core.x(), core.y(), core.width() + 2 * growth, core.height() + 2 * growth, core.angle(), score));
    }
}
