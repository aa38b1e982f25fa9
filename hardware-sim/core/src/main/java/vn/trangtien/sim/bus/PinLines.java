package vn.trangtien.sim.bus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The input lines of a board and what drives them; open lines are held by their resistor. Thread-safe. */
public final class PinLines {

    /** Between two changes of a bouncing contact. */
    public static final Duration BOUNCE = Duration.ofNanos(300_000);

    /** Hears of a change on the thread that made it. */
    @FunctionalInterface
    public interface Listener {
        /** @param at nanoseconds of the device clock */
        void level(boolean high, long at);
    }

    private final Map<Integer, Pin> pins = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException if something drives this line already */
    public void drive(int line, EdgeSource source, FaultPlan.Target faults) {
        if (!pin(line).connect(source, faults)) {
            throw new IllegalArgumentException("GPIO line %d already has a device; choose another".formatted(line));
        }
    }

    /** The level that an open line takes. */
    public void pull(int line, boolean high) {
        pin(line).pull(high);
    }

    public boolean isHigh(int line, long now) {
        return pin(line).look(now);
    }

    public void set(int line, boolean high, long at) {
        pin(line).show(high, at, true);
    }

    public void listen(int line, Listener listener) {
        pin(line).listeners.add(listener);
    }

    public void forget(int line, Listener listener) {
        pin(line).listeners.remove(listener);
    }

    /** Makes the changes whose time has come. */
    public void follow(long now) {
        pins.values().forEach(pin -> pin.follow(now));
    }

    /** When to call {@link #follow} again. */
    public long nextDueAt() {
        long next = Long.MAX_VALUE;
        for (Pin pin : pins.values()) {
            next = Math.min(next, pin.nextDueAt());
        }
        return next;
    }

    private Pin pin(int line) {
        return pins.computeIfAbsent(line, any -> new Pin());
    }

    private static final class Pin {

        private final List<Listener> listeners = new CopyOnWriteArrayList<>();
        private final PriorityQueue<Edge> waiting = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
        private @Nullable EdgeSource source;
        private FaultPlan.Target faults = FaultPlan.Target.sound();
        private boolean pull = true;
        private boolean driven = true;
        private boolean shown = true;

        synchronized boolean connect(EdgeSource wanted, FaultPlan.Target ofDevice) {
            if (source != null) {
                return false;
            }
            source = wanted;
            faults = ofDevice;
            driven = wanted.high();
            shown = driven;
            return true;
        }

        synchronized void pull(boolean high) {
            pull = high;
            if (source == null) {
                driven = high;
                shown = high;
            }
        }

        synchronized boolean look(long now) {
            EdgeSource driving = source;
            if (driving != null) {
                show(faults.strikes(Fault.CABLE_CUT) ? pull : driven, now, true);
            }
            return shown;
        }

        synchronized long nextDueAt() {
            EdgeSource driving = source;
            long next = driving == null ? Long.MAX_VALUE : driving.nextDueAt();
            Edge first = waiting.peek();
            return first == null ? next : Math.min(next, first.at());
        }

        synchronized void follow(long now) {
            EdgeSource driving = source;
            if (driving == null) {
                return;
            }
            for (Edge edge : driving.due(now)) {
                // The contact moves on, so that what it still bounced before is over.
                waiting.removeIf(later -> later.at() > edge.at());
                waiting.add(edge);
                if (faults.strikes(Fault.BOUNCE)) {
                    bounce(edge);
                }
            }
            Edge first = waiting.peek();
            while (first != null && first.at() <= now) {
                waiting.remove();
                driven = first.high();
                boolean cut = faults.strikes(Fault.CABLE_CUT);
                show(cut ? pull : driven, first.at(), !faults.strikes(Fault.MISSED_EDGE));
                first = waiting.peek();
            }
        }

        synchronized void show(boolean high, long at, boolean told) {
            if (high == shown) {
                return;
            }
            shown = high;
            if (told) {
                listeners.forEach(listener -> listener.level(high, at));
            }
        }

        private void bounce(Edge edge) {
            long at = edge.at();
            for (int i = 0; i < (int) faults.amount(Fault.BOUNCE); i++) {
                waiting.add(new Edge(at + BOUNCE.toNanos(), !edge.high()));
                waiting.add(new Edge(at + 2 * BOUNCE.toNanos(), edge.high()));
                at += 2 * BOUNCE.toNanos();
            }
        }
    }
}
