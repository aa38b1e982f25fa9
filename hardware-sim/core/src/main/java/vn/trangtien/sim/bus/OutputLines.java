package vn.trangtien.sim.bus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The output lines and pulse-width channels of a board, what hangs on them, and what they did lately. Thread-safe. */
public final class OutputLines {

    /** How many changes of a line are remembered. */
    public static final int HISTORY = 1_000;

    /** @param hertz frequency of the pulses */
    public record Duty(long at, double percent, int hertz) {}

    private static final class Output {
        private final Deque<Edge> history = new ArrayDeque<>();
        private @Nullable OutputTarget target;
        private FaultPlan.Target faults = FaultPlan.Target.sound();
    }

    private static final class Pwm {
        private final Deque<Duty> history = new ArrayDeque<>();
        private @Nullable PwmTarget target;
        private FaultPlan.Target faults = FaultPlan.Target.sound();
    }

    private final Map<Integer, Output> outputs = new TreeMap<>();
    private final Map<Integer, Pwm> channels = new TreeMap<>();

    public synchronized void attach(int line, OutputTarget target, FaultPlan.Target faults) {
        Output output = output(line);
        if (output.target != null) {
            throw new IllegalArgumentException("GPIO line %d already has a device; choose another".formatted(line));
        }
        output.target = target;
        output.faults = faults;
    }

    public synchronized void attachPwm(int channel, PwmTarget target, FaultPlan.Target faults) {
        Pwm pwm = pwm(channel);
        if (pwm.target != null) {
            throw new IllegalArgumentException(
                    "PWM channel %d already has a device; choose another".formatted(channel));
        }
        pwm.target = target;
        pwm.faults = faults;
    }

    public synchronized void level(int line, boolean high, long now) {
        Output output = output(line);
        remember(output.history, new Edge(now, high));
        OutputTarget target = output.target;
        if (target != null && !output.faults.strikes(Fault.CABLE_CUT)) {
            target.level(high, now);
        }
    }

    public synchronized void duty(int channel, double percent, int hertz, long now) {
        Pwm pwm = pwm(channel);
        remember(pwm.history, new Duty(now, percent, hertz));
        PwmTarget target = pwm.target;
        if (target != null && !pwm.faults.strikes(Fault.CABLE_CUT)) {
            target.duty(percent, hertz, now);
        }
    }

    /** What the line was told, oldest first. */
    public synchronized List<Edge> levels(int line) {
        return List.copyOf(output(line).history);
    }

    /** What the channel was told, oldest first. */
    public synchronized List<Duty> duties(int channel) {
        return List.copyOf(pwm(channel).history);
    }

    private Output output(int line) {
        return outputs.computeIfAbsent(line, any -> new Output());
    }

    private Pwm pwm(int channel) {
        return channels.computeIfAbsent(channel, any -> new Pwm());
    }

    private static <T> void remember(Deque<T> history, T change) {
        if (history.size() == HISTORY) {
            history.removeFirst();
        }
        history.addLast(change);
    }
}
