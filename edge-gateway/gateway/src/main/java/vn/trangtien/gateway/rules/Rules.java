package vn.trangtien.gateway.rules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.RuleEntry;
import vn.trangtien.gateway.config.RuleEntry.Action;
import vn.trangtien.gateway.config.RuleEntry.Severity;
import vn.trangtien.gateway.pipeline.ChannelValue;
import vn.trangtien.gateway.pipeline.DevicePipeline;
import vn.trangtien.gateway.pipeline.TelemetryListener;
import vn.trangtien.gateway.poll.DeviceCommands;
import vn.trangtien.gateway.rules.Change.Kind;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.RuleEvent;

/**
 * All rules of a gateway at work. Values arrive on the threads of the buses; {@link #passed} is called about twice a second by
 * whoever owns the time. Thread-safe.
 */
public final class Rules implements TelemetryListener {

    private static final Logger LOG = LoggerFactory.getLogger(Rules.class);

    /** How long an event waits for its outputs to answer, so that it can tell what was switched. */
    private static final long EVENT_WAITS = Duration.ofSeconds(3).toNanos();

    private final List<Running> rules = new ArrayList<>();
    private final Map<RuleEntry, Running> byEntry = new LinkedHashMap<>();
    private final Switchboard outputs;
    private final RuleMemory memory;
    private final DeviceClock deviceClock;
    private final Clock clock;
    private final Sink sink;
    /** Held before the start, but no longer in the configuration. */
    private final Set<String> gone;

    private boolean begun;

    /** Where events go, and what they say of their origin. */
    public record Sink(Supplier<Origin> origin, Consumer<RuleEvent> events) {}

    private static final class Running {

        private final RuleEntry entry;
        private final RuleMachine machine;
        private @Nullable Instant since;
        private @Nullable Untold untold;
        private boolean toldAsHeld;

        Running(RuleEntry entry, RuleMachine machine) {
            this.entry = entry;
            this.machine = machine;
            this.toldAsHeld = machine.holds();
        }

        List<Action> actions() {
            return machine.holds() ? entry.then() : entry.otherwise();
        }
    }

    /** A change whose outputs have not answered yet. */
    private record Untold(Change change, Instant at, long tellAt) {}

    public Rules(
            GatewayConfig config,
            DeviceCommands commands,
            RuleMemory memory,
            DeviceClock deviceClock,
            Clock clock,
            Sink sink) {
        this.memory = memory;
        this.deviceClock = deviceClock;
        this.clock = clock;
        this.sink = sink;
        this.outputs = new Switchboard(config.rules(), commands);
        Set<String> held = memory.held();
        this.gone = new TreeSet<>(held);
        for (RuleEntry entry : config.rules()) {
            var machine = new RuleMachine(
                    entry.when(), longestGap(config, entry), held.contains(entry.id()), deviceClock.nanoTime());
            var rule = new Running(entry, machine);
            rules.add(rule);
            byEntry.put(entry, rule);
            gone.remove(entry.id());
        }
    }

    /** As for alarms, unless the configuration says that a longer silence is usual, as it is for radio devices. */
    private static Duration longestGap(GatewayConfig config, RuleEntry rule) {
        Duration usual = config.devices().stream()
                .filter(device -> device.id().equals(rule.when().device()))
                .findFirst()
                .map(DevicePipeline::staleFor)
                .orElse(Duration.ofSeconds(5));
        return rule.when()
                .staleAfter()
                .filter(given -> given.compareTo(usual) > 0)
                .orElse(usual);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return rules.isEmpty() && gone.isEmpty();
    }

    /** A channel came to a value, usable or not. */
    @Override
    public synchronized void value(String device, ChannelValue value, Instant at) {
        begin();
        if (value.quality().isUsable()) {
            outputs.deviceAnswers(device);
        } else if (value.error().isPresent()) {
            outputs.deviceSilent(device);
        }
        if (!value.quality().isUsable() || value.value().isEmpty()) {
            return;
        }
        for (Running rule : rules) {
            if (rule.entry.when().device().equals(device)
                    && rule.entry.when().channel().equals(value.channel())) {
                rule.machine.value(value.value().getAsDouble(), value.at()).ifPresent(change -> changed(rule, change));
            }
        }
    }

    /** Time passed: silence is noticed, outputs that did not obey are told again, events leave. */
    public synchronized void passed() {
        begin();
        long now = deviceClock.nanoTime();
        for (Running rule : rules) {
            rule.machine.passed(now).ifPresent(change -> changed(rule, change));
        }
        outputs.look(now);
        for (Running rule : rules) {
            Untold untold = rule.untold;
            if (untold != null && (outputs.hasAnswered(rule.actions()) || now - untold.tellAt() >= 0)) {
                tell(rule, untold);
            }
        }
    }

    /** What held before the restart is switched anew: the outputs may have lost their power meanwhile. */
    private void begin() {
        if (!begun) {
            begun = true;
            gone.forEach(this::tellGone);
            if (!gone.isEmpty()) {
                remember();
            }
            for (Running rule : rules) {
                if (rule.machine.holds()) {
                    LOG.info("rule={} state=held-before-restart", rule.entry.id());
                    outputs.changed(rule.entry, this::holds);
                }
            }
        }
    }

    private boolean holds(RuleEntry entry) {
        Running rule = byEntry.get(entry);
        return rule != null && rule.machine.holds();
    }

    private void changed(Running rule, Change change) {
        Untold before = rule.untold;
        if (before != null) {
            tell(rule, before);
        }
        outputs.changed(rule.entry, this::holds);
        if (change.kind() == Kind.SETTLED) {
            return;
        }
        Instant now = clock.instant();
        rule.since = now;
        LOG.info(
                "rule={} state={} value={}",
                rule.entry.id(),
                change.kind(),
                change.value().isPresent() ? change.value().getAsDouble() : "none");
        var untold = new Untold(change, now, deviceClock.nanoTime() + EVENT_WAITS);
        rule.untold = untold;
        if (rule.actions().isEmpty()) {
            tell(rule, untold);
        }
    }

    private void tell(Running rule, Untold untold) {
        rule.untold = null;
        RuleEntry entry = rule.entry;
        boolean raised = untold.change().kind() == Kind.RAISED;
        rule.toldAsHeld = raised;
        sink.events()
                .accept(new RuleEvent(
                        entry.id(),
                        raised ? RuleEvent.State.RAISED : RuleEvent.State.CLEARED,
                        entry.when().source(),
                        untold.change().value(),
                        entry.severity().code(),
                        entry.message(),
                        String.join(", ", told(raised ? entry.then() : entry.otherwise())),
                        untold.at(),
                        sink.origin().get()));
        // After the event is safe: killed in between, the rule is told twice rather than never.
        remember();
    }

    /** Nobody would ever say that a rule has ceased which was taken out of the configuration while it held. */
    private void tellGone(String rule) {
        sink.events()
                .accept(new RuleEvent(
                        rule,
                        RuleEvent.State.CLEARED,
                        "",
                        OptionalDouble.empty(),
                        Severity.INFO.code(),
                        "",
                        "",
                        clock.instant(),
                        sink.origin().get()));
    }

    private void remember() {
        memory.remember(rules.stream()
                .filter(each -> each.toldAsHeld)
                .map(each -> each.entry.id())
                .collect(Collectors.toSet()));
    }

    private List<String> told(List<Action> actions) {
        return actions.stream().map(outputs::told).toList();
    }

    /** How the rules stand, in the order of the configuration. */
    public synchronized List<RuleStatus> states() {
        return rules.stream().map(this::status).toList();
    }

    private RuleStatus status(Running rule) {
        RuleEntry entry = rule.entry;
        RuleMachine machine = rule.machine;
        return new RuleStatus(
                entry.id(),
                state(machine),
                ConditionText.of(entry.when()),
                entry.severity().code(),
                entry.message(),
                Optional.ofNullable(rule.since),
                machine.lastValue(),
                told(rule.actions()));
    }

    private static RuleStatus.State state(RuleMachine machine) {
        if (machine.holds()) {
            return machine.isTurning() ? RuleStatus.State.FALLING : RuleStatus.State.HELD;
        }
        if (machine.lastValue().isEmpty()) {
            return RuleStatus.State.WAITING;
        }
        return machine.isTurning() ? RuleStatus.State.RISING : RuleStatus.State.CLEAR;
    }
}
