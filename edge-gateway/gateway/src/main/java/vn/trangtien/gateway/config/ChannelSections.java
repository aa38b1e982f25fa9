package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.ChannelKind;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.gateway.config.ChannelRules.AlarmRule;
import vn.trangtien.gateway.config.ChannelRules.Limits;
import vn.trangtien.gateway.config.ChannelRules.RateTime;

/** The {@code channels:} of one device. */
final class ChannelSections {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String NAME = "[A-Za-z0-9_.-]{1,64}";

    /** What the driver gives, by name; empty if its parameters are wrong, so that nobody knows. */
    private final Map<String, Channel> channels;

    ChannelSections(List<Channel> channels) {
        this.channels = channels.stream()
                .collect(Collectors.toMap(Channel::name, channel -> channel, (one, other) -> one, LinkedHashMap::new));
    }

    Map<String, ChannelRules> read(Section device) {
        Map<String, ChannelRules> rules = new LinkedHashMap<>();
        Optional<Section> section = device.section("channels");
        if (section.isPresent()) {
            try (Section all = section.get()) {
                for (String name : all.keys()) {
                    all.section(name).ifPresent(channel -> rules.put(name, rules(all, name, channel)));
                }
            }
        }
        return rules;
    }

    private ChannelRules rules(Section all, String name, Section channel) {
        try (channel) {
            Optional<String> of = channel.text("of");
            checkSource(all, name, channel, of);
            double scale = channel.number("scale").orElse(1.0);
            if (scale == 0) {
                channel.wrong("scale", "must not be 0, which would make every value the offset");
            }
            Optional<Aggregate> aggregate = aggregate(channel, of.orElse(name));
            return new ChannelRules(
                    of,
                    channel.text("unit"),
                    scale,
                    channel.number("offset").orElse(0.0),
                    calibration(channel),
                    aggregate,
                    per(channel, aggregate),
                    limits(channel),
                    optional(channel.number("deadband", 0, Double.MAX_VALUE)),
                    channel.section("alarm").flatMap(ChannelSections::alarm));
        }
    }

    private void checkSource(Section all, String name, Section channel, Optional<String> of) {
        if (of.isPresent()) {
            if (!name.matches(NAME)) {
                all.wrong(name, "must be 1 to 64 letters, digits, '-', '_' or '.', because it is published");
            }
            if (isUnknown(of.get())) {
                channel.wrong("of", "is no channel of this device" + known(of.get()));
            }
        } else if (isUnknown(name)) {
            all.wrong(name, "is no channel of this device" + known(name) + "; a second name for one needs 'of:'");
        }
    }

    private boolean isUnknown(String channel) {
        return !channels.isEmpty() && !channels.containsKey(channel);
    }

    private String known(String channel) {
        return "; it has " + channels.keySet()
                + Suggestion.nearest(channel, channels.keySet())
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("");
    }

    private Optional<Aggregate> aggregate(Section channel, String source) {
        Optional<Aggregate> aggregate =
                channel.choice("aggregate", Aggregate.codes()).flatMap(Aggregate::of);
        Channel known = channels.get(source);
        boolean isState = known != null && known.kind() == ChannelKind.STATE;
        if (isState && aggregate.filter(how -> how != Aggregate.LAST).isPresent()) {
            channel.wrong("aggregate", "must be last or absent: a state has no average");
        }
        return aggregate;
    }

    static RateTime per(Section channel, Optional<Aggregate> aggregate) {
        List<String> codes = List.of("s", "min", "h");
        Optional<RateTime> per = channel.choice("per", codes).flatMap(RateTime::of);
        boolean isRate = aggregate.filter(how -> how == Aggregate.RATE).isPresent();
        if (isRate && !channel.has("per")) {
            channel.missing("per", "a rate needs its time, one of " + codes);
        } else if (!isRate && per.isPresent()) {
            channel.wrong("per", "belongs to 'aggregate: rate'");
        }
        return per.orElse(RateTime.SECOND);
    }

    private static Optional<Calibration> calibration(Section channel) {
        String rule = "must be at least two points [raw, true] with rising raw values, such as [[0, 0.2], [100, 99.1]]";
        Optional<List<double[]>> pairs = channel.pairs("calibration", rule);
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        List<Calibration.Point> points = new ArrayList<>();
        for (double[] pair : pairs.get()) {
            points.add(new Calibration.Point(pair[0], pair[1]));
        }
        try {
            return Optional.of(new Calibration(points));
        } catch (IllegalArgumentException e) {
            channel.wrong("calibration", rule);
            return Optional.empty();
        }
    }

    private static Optional<Limits> limits(Section channel) {
        Optional<double[]> pair = channel.pair("limits");
        if (pair.isPresent() && !(pair.get()[0] < pair.get()[1])) {
            channel.wrong("limits", "must be [lowest, highest], lowest first");
            return Optional.empty();
        }
        return pair.map(ends -> new Limits(ends[0], ends[1]));
    }

    private static Optional<AlarmRule> alarm(Section section) {
        try (section) {
            Optional<Double> above = section.number("above");
            Optional<Double> below = section.number("below");
            Duration hold = section.duration("hold", Duration.ZERO, DAY).orElse(Duration.ZERO);
            if (above.isEmpty() && below.isEmpty()) {
                section.missing("above", "an alarm needs above or below");
                return Optional.empty();
            }
            return Optional.of(new AlarmRule(optional(above), optional(below), hold));
        }
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
