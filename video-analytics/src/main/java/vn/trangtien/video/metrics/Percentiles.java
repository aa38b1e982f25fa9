package vn.trangtien.video.metrics;

import java.util.Arrays;

/** The middle and the slow end of the last values. Not thread-safe. */
public final class Percentiles {

    private static final int REMEMBERED = 256;

    private final double[] values = new double[REMEMBERED];
    private int count;

    public void add(double value) {
        values[count % REMEMBERED] = value;
        // Stays within the last two rounds, so that it never overflows.
        count = count + 1 == 2 * REMEMBERED ? REMEMBERED : count + 1;
    }

    /**
     * @param share of the values that are not above the result, above 0 to 1
     * @return 0 if there are no values
     */
    public double at(double share) {
        int used = Math.min(count, REMEMBERED);
        if (used == 0) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(values, used);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * used) - 1)];
    }
}
