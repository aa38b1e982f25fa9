package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import vn.trangtien.gateway.config.ChannelRules.AlarmRule;
import vn.trangtien.gateway.config.ChannelRules.RateTime;
import vn.trangtien.gateway.config.RuleChannels.Named;
import vn.trangtien.gateway.config.RuleEntry.Action;
import vn.trangtien.gateway.config.RuleEntry.Condition;
import vn.trangtien.gateway.config.RuleEntry.Severity;
import vn.trangtien.gateway.config.RuleEntry.Window;

/** The {@code rules:} of a configuration, checked against the devices. */
final class RuleSections {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What a window may be made of; a rule keeps sixteen bytes for each. */
    private static final long MOST_VALUES = 10_000;

    private static final int LONGEST_MESSAGE = 200;

    private final RuleChannels channels;
    private final Set<String> ids = new HashSet<>();

    RuleSections(RuleChannels channels) {
        this.channels = channels;
    }

    List<RuleEntry> read(List<Section> sections) {
        List<RuleEntry> rules = new ArrayList<>();
        for (Section section : sections) {
            try (section) {
                rule(section).ifPresent(rules::add);
            }
        }
        return rules;
    }

    private Optional<RuleEntry> rule(Section section) {
        String id = ConfigReader.id(section);
        if (!ids.add(id) && !id.isEmpty()) {
            section.wrong("id", "must be unique among the rules");
        }
        Optional<Condition> when = condition(section);
        List<Action> then = actions(section, "then", when);
        List<Action> otherwise = actions(section, "otherwise", when);
        Severity severity = section.choice("severity", Severity.codes())
                .flatMap(Severity::of)
                .orElse(Severity.WARNING);
        String message = section.text("message").orElse("");
        if (message.length() > LONGEST_MESSAGE) {
            section.wrong("message", "must be at most %d characters; shorten it".formatted(LONGEST_MESSAGE));
        }
        return when.map(condition -> new RuleEntry(id, condition, then, otherwise, severity, message));
    }

    private Optional<Condition> condition(Section rule) {
        Optional<Section> given = rule.section("when");
        if (given.isEmpty()) {
            rule.missing(
                    "when", "a rule needs a channel and a threshold, such as { channel: river.level, above: 3.2 }");
            return Optional.empty();
        }
        try (Section when = given.get()) {
            String written = when.requiredText("channel", "device.channel such as river.level");
            Optional<Named> channel = channels.published(when, "channel", written);
            Optional<Double> above = when.number("above");
            Optional<Double> below = when.number("below");
            Duration hold = when.duration("hold", Duration.ZERO, DAY).orElse(Duration.ZERO);
            Optional<Double> clear = when.number("clear");
            Duration clearHold = when.duration("clearHold", Duration.ZERO, DAY).orElse(Duration.ZERO);
            Optional<Window> window = window(when, channel);
            Optional<Duration> staleAfter = when.duration("staleAfter", SECOND, DAY.multipliedBy(7));
            checkStale(when, channel, staleAfter);
            if (above.isPresent() == below.isPresent()) {
                oneThreshold(when, above.isPresent());
                return Optional.empty();
            }
            checkClear(when, above, below, clear);
            double threshold = above.or(() -> below).orElseThrow();
            return channel.map(found -> new Condition(
                    found.device(),
                    found.channel(),
                    new AlarmRule(optional(above), optional(below), hold),
                    clear.orElse(threshold),
                    clearHold,
                    window,
                    staleAfter));
        }
    }

    private static void oneThreshold(Section when, boolean both) {
        if (both) {
            when.wrong("below", "must not stand beside above; write two rules");
        } else if (!when.has("above") && !when.has("below")) {
            when.missing("above", "a rule needs above or below");
        }
    }

    private static void checkClear(
            Section when, Optional<Double> above, Optional<Double> below, Optional<Double> clear) {
        if (clear.isPresent() && above.isPresent() && clear.get() > above.get()) {
            when.wrong("clear", "must be at most %s, the value of above".formatted(above.get()));
        }
        if (clear.isPresent() && below.isPresent() && clear.get() < below.get()) {
            when.wrong("clear", "must be at least %s, the value of below".formatted(below.get()));
        }
    }

    /** A rule that gives up before its device reports again would flap. */
    private static void checkStale(Section when, Optional<Named> channel, Optional<Duration> staleAfter) {
        Duration every = channel.map(Named::every).orElse(Duration.ZERO);
        if (staleAfter.isPresent() && staleAfter.get().compareTo(every.multipliedBy(2)) < 0) {
            when.wrong(
                    "staleAfter",
                    "must be at least %d s, twice the time between two reports of the device"
                            .formatted(every.multipliedBy(2).toSeconds()));
        }
    }

    private static Optional<Window> window(Section when, Optional<Named> channel) {
        Optional<Section> given = when.section("window");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try (Section window = given.get()) {
            Optional<Duration> length = window.duration("length", SECOND, DAY);
            if (!window.has("length")) {
                window.missing("length", "a window needs its length, for example 5m");
            }
            List<String> ways = Aggregate.codes().stream()
                    .filter(code -> !code.equals(Aggregate.LAST.code()))
                    .toList();
            Aggregate take = window.choice("take", ways).flatMap(Aggregate::of).orElse(Aggregate.MEAN);
            RateTime per = ChannelSections.per(window, Optional.of(take));
            if (length.isPresent() && channel.isPresent()) {
                checkLength(window, length.get(), channel.get().every());
            }
            return length.map(time -> new Window(time, take, per));
        }
    }

    private static void checkLength(Section window, Duration length, Duration every) {
        if (length.compareTo(every) < 0) {
            window.wrong(
                    "length",
                    "must be at least %d s, the time between two reports of the device".formatted(every.toSeconds()));
        } else if (length.toNanos() / every.toNanos() > MOST_VALUES) {
            window.wrong("length", "must hold at most %d reports of the device".formatted(MOST_VALUES));
        }
    }

    private List<Action> actions(Section rule, String key, Optional<Condition> when) {
        List<Action> actions = new ArrayList<>();
        Set<String> targets = new HashSet<>();
        for (Section section : rule.list(key)) {
            try (section) {
                String target = section.requiredText("set", "device.channel such as siren.on");
                Optional<Named> channel = channels.commandable(section, "set", target);
                if (!targets.add(target)) {
                    section.wrong("set", "must be switched once in this list; remove one");
                }
                if (when.map(Condition::source).filter(target::equals).isPresent()) {
                    section.wrong("set", "must not be the channel that the rule looks at, or it would switch itself");
                }
                if (!section.has("to")) {
                    section.missing("to", "the value to give, for example 1");
                }
                Optional<Double> value = channel.map(found -> section.number("to", found.min(), found.max()))
                        .orElseGet(() -> section.number("to"));
                if (channel.isPresent() && value.isPresent()) {
                    actions.add(new Action(channel.get().device(), channel.get().channel(), value.get()));
                }
            }
        }
        return actions;
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
