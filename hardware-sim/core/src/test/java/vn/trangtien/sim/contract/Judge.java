package vn.trangtien.sim.contract;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import vn.trangtien.drivers.Sample;

/** Compares a GOOD value with what the instrument felt. */
@FunctionalInterface
public interface Judge {

    /** What is lost where a meter sends 32-bit floating-point numbers. */
    double SINGLE_PRECISION = 1.2e-7;

    /** @return why the value is wrong; empty if it is right */
    Optional<String> objection(Sample sample, Bed bed);

    /** The value is one that was felt lately, or lies between such. */
    static Judge felt(String channel, double tolerance) {
        return felt(channel, tolerance, DoubleUnaryOperator.identity());
    }

    /** The value follows from one that was felt under another name. */
    static Judge felt(String channel, double tolerance, DoubleUnaryOperator formula) {
        return (sample, bed) -> {
            double[] felt =
                    Arrays.stream(bed.felt(channel, sample.at())).map(formula).toArray();
            double min = Arrays.stream(felt).min().orElse(Double.NaN);
            double max = Arrays.stream(felt).max().orElse(Double.NaN);
            double margin = tolerance + SINGLE_PRECISION * Math.abs(sample.value());
            boolean right = sample.value() >= min - margin && sample.value() <= max + margin;
            return right
                    ? Optional.empty()
                    : Optional.of("%s is %s %s, but %s to %s was felt lately (%d measurements)"
                            .formatted(sample.channel(), sample.value(), sample.unit(), min, max, felt.length));
        };
    }

    /** Nothing in the instrument feels this, such as a count of the driver's own; it must lie in a range. */
    static Judge between(double min, double max) {
        return (sample, bed) -> sample.value() >= min && sample.value() <= max
                ? Optional.empty()
                : Optional.of("%s must be %s to %s, but was %s".formatted(sample.channel(), min, max, sample.value()));
    }

    /** As the other one, but this value is right at any time. */
    default Judge or(double always) {
        return (sample, bed) -> sample.value() == always ? Optional.empty() : objection(sample, bed);
    }

    /**
     * A total is the closures that the wire carried since the device was opened, one more or less. Where edges were not
     * reported it may be less for ever, but not more.
     */
    static Judge closures(double each) {
        return (sample, bed) -> {
            double most = (bed.closures() + 1.01) * each;
            double least = bed.missedEdges() ? 0 : (bed.closures() - 1.01) * each;
            return sample.value() >= least && sample.value() <= most
                    ? Optional.empty()
                    : Optional.of("%s is %s, but there were %d closures"
                            .formatted(sample.channel(), sample.value(), bed.closures()));
        };
    }

    /** A part of a total is no more than the closures that the wire carried since the device was opened. */
    static Judge someClosures(double each) {
        return (sample, bed) -> between(0, (bed.closures() + 1) * each).objection(sample, bed);
    }
}
