package vn.trangtien.gateway.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.trangtien.gateway.config.RuleEntry.Condition;
import vn.trangtien.gateway.pipeline.Hold;
import vn.trangtien.gateway.rules.Change.Kind;

/**
 * When one rule begins and ceases to hold. Pure: values and time are given. A rule that holds ceases only on evidence of values
 * that are back, or on the silence that the configuration names; never because time passed.
 */
final class RuleMachine {

    private final Condition condition;
    private final Hold beyond;
    private final Hold back;
    private final @Nullable ValueWindow window;

    private boolean holds;
    private boolean settled;
    private long lastAt;
    private OptionalDouble lastValue = OptionalDouble.empty();

    /**
     * A rule at a start.
     *
     * @param longestGap between two values that may stand for the time between them
     * @param holds as remembered from before the start
     * @param now nanoseconds of the device clock
     */
    RuleMachine(Condition condition, Duration longestGap, boolean holds, long now) {
        this.condition = condition;
        this.beyond = new Hold(longestGap);
        this.back = new Hold(longestGap);
        this.window = condition
                .window()
                .map(rules -> new ValueWindow(rules, longestGap))
                .orElse(null);
        this.holds = holds;
        this.settled = holds;
        this.lastAt = now;
    }

    /** A usable value. One that is older than the last, as radio devices may bring, says nothing new. */
    Optional<Change> value(double raw, long at) {
        if (lastValue.isPresent() && at - lastAt < 0) {
            return Optional.empty();
        }
        lastAt = at;
        OptionalDouble looked = window == null ? OptionalDouble.of(raw) : window.with(raw, at);
        lastValue = looked.isPresent() ? looked : OptionalDouble.of(raw);
        return looked.isPresent() ? decide(looked.getAsDouble(), at) : Optional.empty();
    }

    private Optional<Change> decide(double value, long at) {
        if (holds) {
            if (!back.lasts(condition.isBack(value), at, condition.clearHold())) {
                return Optional.empty();
            }
            turn(false);
            return Optional.of(Change.of(Kind.CLEARED, value));
        }
        boolean isBeyond = condition.threshold().isBeyond(value);
        if (beyond.lasts(isBeyond, at, condition.threshold().hold())) {
            turn(true);
            return Optional.of(Change.of(Kind.RAISED, value));
        }
        if (!isBeyond && !settled) {
            settled = true;
            return Optional.of(Change.of(Kind.SETTLED, value));
        }
        return Optional.empty();
    }

    /** Time passed without a value. */
    Optional<Change> passed(long now) {
        if (!holds || !isStale(now)) {
            return Optional.empty();
        }
        turn(false);
        return Optional.of(new Change(Kind.CLEARED, OptionalDouble.empty()));
    }

    /** Whether values stay away for longer than the configuration allows. */
    boolean isStale(long now) {
        Optional<Duration> limit = condition.staleAfter();
        return limit.isPresent() && now - lastAt > limit.get().toNanos();
    }

    private void turn(boolean to) {
        holds = to;
        settled = true;
        beyond.reset();
        back.reset();
    }

    boolean holds() {
        return holds;
    }

    /** Whether values are on their way to a change that must last. */
    boolean isTurning() {
        return holds ? back.isHolding() : beyond.isHolding();
    }

    /** What the rule looks at, or the plain value while its window fills; empty before the first. */
    OptionalDouble lastValue() {
        return lastValue;
    }
}
