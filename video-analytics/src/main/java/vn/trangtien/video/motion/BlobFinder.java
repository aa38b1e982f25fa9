package vn.trangtien.video.motion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.trangtien.video.picture.Box;

/**
 * Joins set pixels that touch, also diagonally, into blobs. Works on the runs of set bits of each row and joins runs of
 * neighbouring rows (union-find), so the cost follows the number of moving things rather than of pixels.
 */
final class BlobFinder {

    private static final int FIELDS = 6;
    private static final int LEFT = 0;
    private static final int RIGHT = 1;
    private static final int TOP = 2;
    private static final int BOTTOM = 3;
    private static final int PIXELS = 4;
    private static final int PARENT = 5;

    /** A connected region and the number of set pixels in it. */
    record Blob(Box box, int pixels) {}

    private int[] runs = new int[FIELDS * 256];
    private int count;

    /**
     * Finds all blobs of a mask.
     *
     * @param minimumPixels blobs with fewer pixels are left out
     * @param rim pixels by which each side of the box shrinks, to take back an earlier dilation
     * @return blobs with the most pixels first
     */
    List<Blob> find(BitMask mask, int minimumPixels, int rim) {
        count = 0;
        int previousFirst = 0;
        int previousEnd = 0;
        for (int y = 0; y < mask.height(); y++) {
            int first = count;
            collectRuns(mask, y);
            join(previousFirst, previousEnd, first, count);
            previousFirst = first;
            previousEnd = count;
        }
        return boxes(mask, minimumPixels, rim);
    }

    private void collectRuns(BitMask mask, int y) {
        int start = -1;
        for (int index = 0; index < mask.wordsPerRow(); index++) {
            long word = mask.word(y, index);
            if (start < 0 ? word == 0 : word == -1L) {
                continue;
            }
            int bit = 0;
            while (bit < 64) {
                long rest = (start < 0 ? word : ~word) >>> bit;
                if (rest == 0) {
                    break;
                }
                bit += Long.numberOfTrailingZeros(rest);
                int x = (index << 6) + bit;
                if (start < 0) {
                    start = x;
                } else {
                    addRun(start, x - 1, y);
                    start = -1;
                }
            }
        }
        if (start >= 0) {
            addRun(start, mask.width() - 1, y);
        }
    }

    private void addRun(int left, int right, int y) {
        int at = count * FIELDS;
        if (at == runs.length) {
            runs = Arrays.copyOf(runs, runs.length * 2);
        }
        runs[at + LEFT] = left;
        runs[at + RIGHT] = right;
        runs[at + TOP] = y;
        runs[at + BOTTOM] = y;
        runs[at + PIXELS] = right - left + 1;
        runs[at + PARENT] = count;
        count++;
    }

    /** Both ranges are sorted from left to right; runs touch when they overlap after being widened by one pixel. */
    private void join(int above, int aboveEnd, int below, int belowEnd) {
        int upper = above;
        int lower = below;
        while (upper < aboveEnd && lower < belowEnd) {
            int upperLeft = runs[upper * FIELDS + LEFT];
            int upperRight = runs[upper * FIELDS + RIGHT];
            int lowerLeft = runs[lower * FIELDS + LEFT];
            int lowerRight = runs[lower * FIELDS + RIGHT];
            if (upperLeft <= lowerRight + 1 && lowerLeft <= upperRight + 1) {
                unite(upper, lower);
            }
            if (upperRight < lowerRight) {
                upper++;
            } else {
                lower++;
            }
        }
    }

    private void unite(int one, int other) {
        int a = root(one);
        int b = root(other);
        if (a != b) {
            runs[Math.max(a, b) * FIELDS + PARENT] = Math.min(a, b);
        }
    }

    private int root(int run) {
        int at = run;
        while (runs[at * FIELDS + PARENT] != at) {
            int parent = runs[at * FIELDS + PARENT];
            runs[at * FIELDS + PARENT] = runs[parent * FIELDS + PARENT];
            at = parent;
        }
        return at;
    }

    private List<Blob> boxes(BitMask mask, int minimumPixels, int rim) {
        // A root is the smallest number of its blob and its fields are only widened, so one pass is enough.
        for (int run = 0; run < count; run++) {
            int root = root(run);
            if (root != run) {
                widen(root * FIELDS, run * FIELDS);
            }
        }
        var boxes = new ArrayList<Blob>();
        for (int run = 0; run < count; run++) {
            int at = run * FIELDS;
            if (runs[at + PARENT] == run && runs[at + PIXELS] >= minimumPixels) {
                boxes.add(new Blob(box(mask, at, rim), runs[at + PIXELS]));
            }
        }
        boxes.sort((a, b) -> Integer.compare(b.pixels(), a.pixels()));
        return boxes;
    }

    private void widen(int root, int run) {
        runs[root + LEFT] = Math.min(runs[root + LEFT], runs[run + LEFT]);
        runs[root + RIGHT] = Math.max(runs[root + RIGHT], runs[run + RIGHT]);
        runs[root + BOTTOM] = Math.max(runs[root + BOTTOM], runs[run + BOTTOM]);
        runs[root + PIXELS] += runs[run + PIXELS];
    }

    private Box box(BitMask mask, int at, int rim) {
        double width = mask.width();
        double height = mask.height();
        int across = Math.max(1, runs[at + RIGHT] - runs[at + LEFT] + 1 - 2 * rim);
        int down = Math.max(1, runs[at + BOTTOM] - runs[at + TOP] + 1 - 2 * rim);
        return new Box((runs[at + LEFT] + rim) / width, (runs[at + TOP] + rim) / height, across / width, down / height);
    }
}
