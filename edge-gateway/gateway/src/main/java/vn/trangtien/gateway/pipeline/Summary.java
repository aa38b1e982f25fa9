package vn.trangtien.gateway.pipeline;

import java.util.Arrays;
import vn.trangtien.gateway.config.Aggregate;

/** Several values as one number. */
public final class Summary {

    private Summary() {}

    /**
     * Takes values together.
     *
     * @param aggregate any but RATE, which needs times
     * @param values at least one, in the order of their times; may be reordered
     */
    public static double of(Aggregate aggregate, double[] values) {
        return switch (aggregate) {
            case MEDIAN -> median(values);
            case MEAN -> Arrays.stream(values).average().orElseThrow();
            case ENERGY_MEAN -> energyMean(values);
            case MIN -> Arrays.stream(values).min().orElseThrow();
            case MAX -> Arrays.stream(values).max().orElseThrow();
            case LAST, RATE -> values[values.length - 1];
        };
    }

    private static double median(double[] all) {
        Arrays.sort(all);
        int middle = all.length / 2;
        return all.length % 2 == 1 ? all[middle] : all[middle - 1] + (all[middle] - all[middle - 1]) / 2;
    }

    /** Relative to the largest, so that no level is too large for the power. */
    private static double energyMean(double[] decibels) {
        double largest = Arrays.stream(decibels).max().orElseThrow();
        double mean = Arrays.stream(decibels)
                .map(level -> Math.pow(10, (level - largest) / 10))
                .average()
                .orElseThrow();
        return largest + 10 * Math.log10(mean);
    }
}
