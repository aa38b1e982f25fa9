package vn.trangtien.sim.board;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** One quantity as one instrument feels it, with the faults of its sensing element; the latest values are remembered. */
final class Felt implements DoubleSupplier {

    private static final int REMEMBERED = 256;
    private static final double NANOS_PER_HOUR = TimeUnit.HOURS.toNanos(1);

    private record Value(long at, double value) {}

    private final ToDoubleFunction<Duration> quantity;
    private final Supplier<Duration> worldTime;
    private final double min;
    private final double max;
    private final DeviceClock clock;
    private final FaultPlan.Target faults;
    private final Deque<Value> remembered = new ArrayDeque<>();
    private long driftsSince = Long.MIN_VALUE;

    Felt(
            ToDoubleFunction<Duration> quantity,
            Supplier<Duration> worldTime,
            double min,
            double max,
            DeviceClock clock,
            FaultPlan.Target faults) {
        if (!(min < max)) {
            throw new IllegalArgumentException(
                    "an instrument's range must end above where it begins, but was %s to %s".formatted(min, max));
        }
        this.quantity = quantity;
        this.worldTime = worldTime;
        this.min = min;
        this.max = max;
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public synchronized double getAsDouble() {
        long now = clock.nanoTime();
        Value last = remembered.peekLast();
        double value = last != null && faults.strikes(Fault.STUCK_VALUE) ? last.value() : measured(now);
        if (remembered.size() == REMEMBERED) {
            remembered.removeFirst();
        }
        remembered.addLast(new Value(now, value));
        return value;
    }

    synchronized OptionalDouble last() {
        Value last = remembered.peekLast();
        return last == null ? OptionalDouble.empty() : OptionalDouble.of(last.value());
    }

    /** What was felt from one moment of the device clock to another, oldest first. */
    synchronized double[] between(long from, long until) {
        return remembered.stream()
                .filter(value -> value.at() >= from && value.at() <= until)
                .flatMapToDouble(value -> DoubleStream.of(value.value()))
                .toArray();
    }

    private double measured(long now) {
        if (faults.isCalm()) {
            driftsSince = Long.MIN_VALUE;
            return within(quantity.applyAsDouble(worldTime.get()));
        }
        if (faults.strikes(Fault.SATURATE)) {
            return max;
        }
        double percent = drift(now);
        if (faults.strikes(Fault.OFFSET)) {
            percent += faults.amount(Fault.OFFSET);
        }
        if (faults.strikes(Fault.NOISE)) {
            percent += faults.amount(Fault.NOISE) * bell();
        }
        if (faults.strikes(Fault.SPIKE)) {
            percent += faults.amount(Fault.SPIKE);
        }
        return within(quantity.applyAsDouble(worldTime.get()) + percent / 100 * (max - min));
    }

    private double within(double value) {
        return Math.max(min, Math.min(max, value));
    }

    private double drift(long now) {
        if (!faults.has(Fault.DRIFT)) {
            driftsSince = Long.MIN_VALUE;
            return 0;
        }
        if (driftsSince == Long.MIN_VALUE) {
            driftsSince = now;
        }
        return faults.amount(Fault.DRIFT) * (now - driftsSince) / NANOS_PER_HOUR;
    }

    /** Of spread 1, nearly normal: the sum of twelve even ones. */
    private double bell() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += faults.chance(Fault.NOISE.code() + " of the value");
        }
        return sum;
    }
}
