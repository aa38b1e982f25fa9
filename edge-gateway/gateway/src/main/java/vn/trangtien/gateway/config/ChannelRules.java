package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What happens to the values of one channel, in this order: scale and offset, limits, alarm, dead-band.
 *
 * @param unit UCUM code that replaces the driver's, for scaled values
 * @param scale factor, not 0
 * @param offset added after the factor
 * @param limits what is plausible at this site; outside, the quality becomes OUT_OF_RANGE
 * @param deadband smallest change worth sending; absent sends every value
 * @param alarm when values are sent ahead of everything else
 */
public record ChannelRules(
        Optional<String> unit,
        double scale,
        double offset,
        Optional<Limits> limits,
        OptionalDouble deadband,
        Optional<AlarmRule> alarm) {

    /** Sends everything as it is. */
    public static final ChannelRules NONE =
            new ChannelRules(Optional.empty(), 1, 0, Optional.empty(), OptionalDouble.empty(), Optional.empty());

    /** Both ends belong to the plausible range. */
    public record Limits(double min, double max) {

        public boolean contains(double value) {
            return value >= min && value <= max;
        }
    }

    /**
     * Beyond a threshold for some time.
     *
     * @param above empty for no upper threshold
     * @param below empty for no lower threshold
     * @param hold how long the value must stay beyond before it counts
     */
    public record AlarmRule(OptionalDouble above, OptionalDouble below, Duration hold) {

        public boolean isBeyond(double value) {
            return (above.isPresent() && value > above.getAsDouble())
                    || (below.isPresent() && value < below.getAsDouble());
        }
    }
}
