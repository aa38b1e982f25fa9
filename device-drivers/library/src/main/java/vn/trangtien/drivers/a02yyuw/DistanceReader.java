package vn.trangtien.drivers.a02yyuw;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds distances in the byte stream: {@code FF high low sum}, where the sum is the low byte of the three before it.
 *
 * <p>FF may also be a data byte, so a frame whose sum does not fit costs one byte, not four.
 */
final class DistanceReader {

    private static final int START = 0xFF;
    private static final int LENGTH = 4;

    private final int[] window = new int[LENGTH];
    private int filled;
    private int badSums;
    private int strayBytes;

    /** The raw 16-bit values of the frames that these bytes complete, oldest first. */
    List<Integer> accept(byte[] bytes) {
        var found = new ArrayList<Integer>();
        for (byte b : bytes) {
            window[filled++] = b & 0xFF;
            if (window[0] != START) {
                drop();
                strayBytes++;
            } else if (filled == LENGTH) {
                if ((window[0] + window[1] + window[2] & 0xFF) == window[3]) {
                    found.add(window[1] << 8 | window[2]);
                    filled = 0;
                } else {
                    badSums++;
                    drop();
                }
            }
        }
        return found;
    }

    int badSums() {
        return badSums;
    }

    int strayBytes() {
        return strayBytes + filled;
    }

    void reset() {
        filled = 0;
        badSums = 0;
        strayBytes = 0;
    }

    /** Drops the first byte and everything up to the next possible start. */
    private void drop() {
        do {
            System.arraycopy(window, 1, window, 0, filled - 1);
            filled--;
        } while (filled > 0 && window[0] != START);
    }
}
