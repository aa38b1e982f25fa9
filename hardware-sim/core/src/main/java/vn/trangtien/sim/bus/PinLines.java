package vn.trangtien.sim.bus;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The GPIO lines of a board; open lines are high, held by a resistor. Thread-safe. */
public final class PinLines {

    /** Hears of a change on the thread that made it. */
    @FunctionalInterface
    public interface Listener {
        void level(boolean high);
    }

    private final Map<Integer, Boolean> levels = new ConcurrentHashMap<>();
    private final Map<Integer, List<Listener>> listeners = new ConcurrentHashMap<>();

    public boolean isHigh(int line) {
        return levels.getOrDefault(line, true);
    }

    public void set(int line, boolean high) {
        boolean before = Boolean.TRUE.equals(levels.getOrDefault(line, true));
        levels.put(line, high);
        if (before != high) {
            listeners.getOrDefault(line, List.of()).forEach(listener -> listener.level(high));
        }
    }

    public void listen(int line, Listener listener) {
        listeners.computeIfAbsent(line, any -> new CopyOnWriteArrayList<>()).add(listener);
    }

    public void forget(int line, Listener listener) {
        listeners.computeIfPresent(line, (any, known) -> {
            known.remove(listener);
            return known;
        });
    }
}
