package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What happens to the values of one channel, in this order: unit, scale and offset, calibration, aggregation, limits, alarm,
 * dead-band.
 *
 * @param of the driver's channel; absent if it has the name under which this one is published
 * @param unit UCUM code that replaces the driver's, for scaled values
 * @param scale factor, not 0
 * @param offset added after the factor
 * @param calibration applied after scale and offset
 * @param aggregate of the samples between two reports; absent for what suits the kind of channel
 * @param per time in the unit of a RATE
 * @param limits what is plausible at this site; outside, the quality becomes OUT_OF_RANGE
 * @param deadband smallest change worth sending; absent sends every value
 * @param alarm when values are sent ahead of everything else
 */
public record ChannelRules(
        Optional<String> of,
        Optional<String> unit,
        double scale,
        double offset,
        Optional<Calibration> calibration,
        Optional<Aggregate> aggregate,
        RateTime per,
        Optional<Limits> limits,
        OptionalDouble deadband,
        Optional<AlarmRule> alarm) {

    /** Sends everything as it is. */
    public static final ChannelRules NONE = new ChannelRules(
            Optional.empty(),
            Optional.empty(),
            1,
            0,
            Optional.empty(),
            Optional.empty(),
            RateTime.SECOND,
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty());

    /** The driver's channel that this one is made of. */
    public String source(String publishedAs) {
        return of.orElse(publishedAs);
    }

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

    /** The time in the unit of a rate, as written in a configuration and in UCUM. */
    public enum RateTime {
        SECOND("s", 1),
        MINUTE("min", 60),
        HOUR("h", 3_600);

        private final String code;
        private final double seconds;

        RateTime(String code, double seconds) {
            this.code = code;
            this.seconds = seconds;
        }

        public String code() {
            return code;
        }

        public double nanos() {
            return seconds * 1e9;
        }

        /** Millimetres per hour are {@code mm/h}; a plain number per hour is {@code /h}. */
        public String rateOf(String ucum) {
            return (ucum.equals("1") ? "" : ucum) + "/" + code;
        }

        public static Optional<RateTime> of(String code) {
            return Arrays.stream(values())
                    .filter(time -> time.code.equals(code))
                    .findFirst();
        }
    }
}
