package vn.trangtien.gateway.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.Calibration;
import vn.trangtien.gateway.config.ChannelRules;
import vn.trangtien.gateway.config.ChannelRules.AlarmRule;
import vn.trangtien.gateway.config.ChannelRules.Limits;
import vn.trangtien.gateway.config.ChannelRules.RateTime;

/** Rules of a channel, one at a time. */
final class RulesBuilder {

    private Optional<String> of = Optional.empty();
    private Optional<String> unit = Optional.empty();
    private double scale = 1;
    private double offset;
    private Optional<Calibration> calibration = Optional.empty();
    private Optional<Aggregate> aggregate = Optional.empty();
    private RateTime per = RateTime.SECOND;
    private Optional<Limits> limits = Optional.empty();
    private OptionalDouble deadband = OptionalDouble.empty();
    private Optional<AlarmRule> alarm = Optional.empty();

    RulesBuilder of(String source) {
        of = Optional.of(source);
        return this;
    }

    RulesBuilder scaled(String ucum, double factor, double plus) {
        unit = Optional.of(ucum);
        scale = factor;
        offset = plus;
        return this;
    }

    RulesBuilder calibrated(double[]... points) {
        calibration = Optional.of(new Calibration(Arrays.stream(points)
                .map(point -> new Calibration.Point(point[0], point[1]))
                .toList()));
        return this;
    }

    RulesBuilder aggregated(Aggregate how) {
        aggregate = Optional.of(how);
        return this;
    }

    RulesBuilder rate(RateTime time) {
        per = time;
        return aggregated(Aggregate.RATE);
    }

    RulesBuilder within(double min, double max) {
        limits = Optional.of(new Limits(min, max));
        return this;
    }

    RulesBuilder deadband(double smallest) {
        deadband = OptionalDouble.of(smallest);
        return this;
    }

    RulesBuilder alarmAbove(double threshold, Duration hold) {
        alarm = Optional.of(new AlarmRule(OptionalDouble.of(threshold), OptionalDouble.empty(), hold));
        return this;
    }

    ChannelRules build() {
        return new ChannelRules(of, unit, scale, offset, calibration, aggregate, per, limits, deadband, alarm);
    }
}
