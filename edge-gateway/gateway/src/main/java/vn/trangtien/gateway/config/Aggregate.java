package vn.trangtien.gateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of the samples between two reports. */
public enum Aggregate {
    /** The middle one; of an even number the mean of both middles. Single outliers leave no trace. */
    MEDIAN,
    /** The arithmetic mean. */
    MEAN,
    /** The mean of decibels: 10·lg of the mean of 10^(L/10), as LAeq is defined. */
    ENERGY_MEAN,
    MIN,
    MAX,
    LAST,
    /** Growth since the report before, by time. */
    RATE;

    /** As written in a configuration. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Aggregate> of(String code) {
        return Arrays.stream(values())
                .filter(aggregate -> aggregate.code().equals(code))
                .findFirst();
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Aggregate::code).toList();
    }
}
