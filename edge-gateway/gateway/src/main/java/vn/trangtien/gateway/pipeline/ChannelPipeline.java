package vn.trangtien.gateway.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.config.ChannelRules;

/** The life of one channel: what it last gave and what of that was sent. Confined to the thread of its device. */
final class ChannelPipeline {

    private final String channel;
    private final ChannelRules rules;
    private final long heartbeatNanos;
    private final long staleNanos;

    private String unit;
    private @Nullable ChannelValue sent;
    private @Nullable ChannelValue lastUsable;
    private boolean beyond;
    private long beyondSince;
    private boolean inAlarm;

    /** @param staleFor how long the last value may stand in for a device that no longer answers */
    ChannelPipeline(String channel, String unit, ChannelRules rules, Duration heartbeat, Duration staleFor) {
        this.channel = channel;
        this.unit = rules.unit().orElse(unit);
        this.rules = rules;
        this.heartbeatNanos = heartbeat.toNanos();
        this.staleNanos = staleFor.toNanos();
    }

    /** What the device gave; empty if it is not worth sending. */
    Optional<ChannelValue> sample(Sample sample) {
        unit = rules.unit().orElse(sample.unit());
        ChannelValue value = judged(sample);
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
        boolean standsIn = last != null && fault == Quality.COMM_FAULT && now - last.at() <= staleNanos;
        ChannelValue value = new ChannelValue(
                channel,
                last != null && standsIn ? last.value() : OptionalDouble.empty(),
                unit,
                standsIn ? Quality.STALE : fault,
                now,
                Optional.of(error));
        ChannelValue before = sent;
        boolean news = before == null || before.quality() != value.quality() || isHeartbeatDue(before, now);
        return news ? Optional.of(remember(value)) : Optional.empty();
    }

    boolean isInAlarm() {
        return inAlarm;
    }

    private ChannelValue judged(Sample sample) {
        if (Double.isNaN(sample.value())) {
            return value(OptionalDouble.empty(), sample.quality(), sample.at());
        }
        double scaled = sample.value() * rules.scale() + rules.offset();
        if (!Double.isFinite(scaled)) {
            return value(OptionalDouble.empty(), Quality.SENSOR_FAULT, sample.at());
        }
        boolean implausible = sample.quality().isUsable()
                && rules.limits().isPresent()
                && !rules.limits().get().contains(scaled);
        return value(OptionalDouble.of(scaled), implausible ? Quality.OUT_OF_RANGE : sample.quality(), sample.at());
    }

    private ChannelValue value(OptionalDouble number, Quality quality, long at) {
        return new ChannelValue(channel, number, unit, quality, at, Optional.empty());
    }

    /** Implausible values raise no alarm: a broken sensor would call people out at night. */
    private boolean isInAlarm(ChannelValue value) {
        if (rules.alarm().isEmpty()
                || !value.quality().isUsable()
                || !rules.alarm().get().isBeyond(value.value().orElseThrow())) {
            beyond = false;
            return false;
        }
        if (!beyond) {
            beyond = true;
            beyondSince = value.at();
        }
        return value.at() - beyondSince >= rules.alarm().get().hold().toNanos();
    }

    private boolean isNews(ChannelValue value) {
        ChannelValue before = sent;
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
        return now - before.at() >= heartbeatNanos;
    }

    private ChannelValue remember(ChannelValue value) {
        sent = value;
        return value;
    }
}
