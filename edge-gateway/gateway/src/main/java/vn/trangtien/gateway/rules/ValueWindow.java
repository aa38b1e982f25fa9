package vn.trangtien.gateway.rules;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import vn.trangtien.gateway.config.Aggregate;
import vn.trangtien.gateway.config.RuleEntry;
import vn.trangtien.gateway.pipeline.Summary;

/**
 * The values of the last minutes as one number. Says nothing before they span its whole length without a gap: the mean of five
 * minutes is not known after one. Not thread-safe.
 */
final class ValueWindow {

    /** What a channel that reports each change may fill it with; the oldest leave first. */
    private static final int MOST_VALUES = 10_000;

    private final RuleEntry.Window rules;
    private final long length;
    private final long longestGap;
    private final Deque<Timed> values = new ArrayDeque<>();
    private long since;

    private record Timed(double value, long at) {}

    ValueWindow(RuleEntry.Window rules, Duration longestGap) {
        this.rules = rules;
        this.length = rules.length().toNanos();
        this.longestGap = longestGap.toNanos();
    }

    /** With this value; empty while there are too few. */
    OptionalDouble with(double value, long at) {
        Timed last = values.peekLast();
        if (last == null || at - last.at() > longestGap || at - last.at() < 0) {
            values.clear();
            since = at;
        }
        values.addLast(new Timed(value, at));
        if (values.size() > MOST_VALUES) {
            values.removeFirst();
        }
        if (at - since < length) {
            return OptionalDouble.empty();
        }
        // The value at the far edge stays: it is what held when the window began.
        while (values.size() > 2 && at - second().at() >= length) {
            values.removeFirst();
        }
        return number();
    }

    private Timed second() {
        var inOrder = values.iterator();
        inOrder.next();
        return inOrder.next();
    }

    private OptionalDouble number() {
        if (rules.take() != Aggregate.RATE) {
            return OptionalDouble.of(Summary.of(
                    rules.take(), values.stream().mapToDouble(Timed::value).toArray()));
        }
        Timed first = values.getFirst();
        Timed last = values.getLast();
        double time = (last.at() - first.at()) / rules.per().nanos();
        return time > 0 ? OptionalDouble.of((last.value() - first.value()) / time) : OptionalDouble.empty();
    }
}
