package vn.trangtien.gateway.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DriverDescriptor.ChannelKind;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.ChannelRules;
import vn.trangtien.gateway.config.ChannelRules.AlarmRule;
import vn.trangtien.gateway.config.ChannelRules.RateTime;

/**
 * The life of one published channel: what it last gave and what of that was sent. Confined to the thread of its device.
 *
 * <p>The order never changes: unit, scale and offset, calibration, aggregation, limits, alarm, dead-band, quality.
 */
final class ChannelPipeline {

    private final String channel;
    private final ChannelRules rules;
    private final ChannelKind kind;
    private final Timing timing;
    private final boolean isRate;
    private final Window window;

    private String unit;
    private @Nullable ChannelValue sent;
    private @Nullable ChannelValue lastUsable;
    private OptionalDouble lastState = OptionalDouble.empty();
    private final Hold beyond;
    private @Nullable ChannelValue latest;
    private boolean inAlarm;

    /**
     * What all channels of a device share.
     *
     * @param heartbeat longest silence of an unchanged channel
     * @param staleFor how long the last value may stand in for a device that no longer answers; longer gaps are also too long
     *     for an alarm that must hold
     * @param samples expected between two reports
     */
    record Timing(Duration heartbeat, Duration staleFor, int samples) {}

    ChannelPipeline(String channel, String unit, ChannelKind kind, ChannelRules rules, Timing timing) {
        this.channel = channel;
        this.rules = rules;
        this.kind = kind;
        this.timing = timing;
        Aggregate aggregate = rules.aggregate().orElseGet(() -> usual(kind, unit));
        this.isRate = aggregate == Aggregate.RATE;
        this.window = new Window(aggregate, rules.per(), timing.samples());
        this.beyond = new Hold(timing.staleFor());
        this.unit = published(unit);
    }

    private static Aggregate usual(ChannelKind kind, String unit) {
        if (kind != ChannelKind.GAUGE) {
            return Aggregate.LAST;
        }
        if (unit.equals("deg")) {
            // The mean of 350 and 10 degrees is not 180.
            return Aggregate.LAST;
        }
        return unit.startsWith("dB") ? Aggregate.ENERGY_MEAN : Aggregate.MEAN;
    }

    private String published(String driverUnit) {
        String named = rules.unit().orElse(driverUnit);
        RateTime per = rules.per();
        return isRate ? per.rateOf(named) : named;
    }

    /** What the device gave; nothing leaves before {@link #report}. */
    void sample(Sample sample) {
        unit = published(sample.unit());
        window.add(Conversion.of(sample, rules));
    }

    /** Whether this sample is a change of state, which does not wait for the next report. */
    boolean isChange(Sample sample) {
        if (kind != ChannelKind.STATE || !sample.hasValue()) {
            return false;
        }
        boolean changed = lastState.isEmpty() || lastState.getAsDouble() != sample.value();
        lastState = OptionalDouble.of(sample.value());
        return changed;
    }

    boolean hasSamples() {
        return !window.isEmpty();
    }

    /** What the samples since the last report come to; empty if it is not worth sending. */
    Optional<ChannelValue> report() {
        Optional<Measured> result = window.close();
        if (result.isEmpty()) {
            return Optional.empty();
        }
        ChannelValue value = judged(result.get());
        latest = value;
        if (value.quality().isUsable()) {
            lastUsable = value;
        }
        inAlarm = isInAlarm(value);
        return inAlarm || isNews(value) ? Optional.of(remember(value)) : Optional.empty();
    }

    /** The device gave nothing; empty if that has been said lately. */
    Optional<ChannelValue> failure(Quality fault, String error, long now) {
        inAlarm = false;
        ChannelValue last = lastUsable;
        boolean standsIn = last != null
                && fault == Quality.COMM_FAULT
                && now - last.at() <= timing.staleFor().toNanos();
        ChannelValue value = new ChannelValue(
                channel,
                last != null && standsIn ? last.value() : OptionalDouble.empty(),
                unit,
                standsIn ? Quality.STALE : fault,
                now,
                Optional.of(error));
        latest = value;
        ChannelValue before = sent;
        boolean news = before == null || before.quality() != value.quality() || isHeartbeatDue(before, now);
        return news ? Optional.of(remember(value)) : Optional.empty();
    }

    boolean isInAlarm() {
        return inAlarm;
    }

    private ChannelValue judged(Measured result) {
        boolean implausible = result.isUsable()
                && rules.limits().isPresent()
                && !rules.limits().get().contains(result.value().orElseThrow());
        return new ChannelValue(
                channel,
                result.value(),
                unit,
                implausible ? Quality.OUT_OF_RANGE : result.quality(),
                result.at(),
                Optional.empty());
    }

    /** What the last report or failure came to, whether or not it was worth sending; empty if there was none. */
    Optional<ChannelValue> latest() {
        return Optional.ofNullable(latest);
    }

    /** Implausible values raise no alarm: a broken sensor would call people out at night. */
    private boolean isInAlarm(ChannelValue value) {
        if (rules.alarm().isEmpty()) {
            return false;
        }
        AlarmRule alarm = rules.alarm().get();
        boolean isBeyond =
                value.quality().isUsable() && alarm.isBeyond(value.value().orElseThrow());
        return beyond.lasts(isBeyond, value.at(), alarm.hold());
    }

    private boolean isNews(ChannelValue value) {
        ChannelValue before = sent;
        if (value.equals(before)) {
            // The same measurement of the same moment: instruments that measure by themselves repeat their newest.
            return false;
        }
        if (before == null
                || rules.deadband().isEmpty()
                || before.quality() != value.quality()
                || before.value().isEmpty()
                || value.value().isEmpty()) {
            return true;
        }
        double change = Math.abs(value.value().getAsDouble() - before.value().getAsDouble());
        return (change > 0 && change >= rules.deadband().getAsDouble()) || isHeartbeatDue(before, value.at());
    }

    private boolean isHeartbeatDue(ChannelValue before, long now) {
        return now - before.at() >= timing.heartbeat().toNanos();
    }

    private ChannelValue remember(ChannelValue value) {
        sent = value;
        return value;
    }
}
