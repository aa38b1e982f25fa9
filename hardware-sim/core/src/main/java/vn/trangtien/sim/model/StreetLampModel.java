package vn.trangtien.sim.model;

import vn.trangtien.sim.bus.OutputTarget;
import vn.trangtien.sim.bus.PwmTarget;

/**
 * A LED street lamp behind a relay, dimmed by 0–10 V that a filter makes of a pulse-width signal. Below 10 % of the control
 * voltage the LED driver stays at its minimum; it burns at full power with no control line. With the relay open nothing burns.
 */
public final class StreetLampModel implements OutputTarget, PwmTarget {

    /** Tells what the lamp does now. */
    @FunctionalInterface
    public interface Watcher {
        /** The lamp shines with {@code percent} of its full light, 0 while it is dark. */
        void shines(double percent);
    }

    static final double MINIMUM_PERCENT = 10;

    /** Below this the filter does not make a steady voltage and the lamp flickers at its minimum. */
    static final int SLOWEST_HERTZ = 200;

    private final boolean closedByLow;
    private final boolean dimmable;
    private final double fullWatts;
    private final boolean broken;
    private final Watcher watcher;
    private boolean closed;
    private double controlPercent;

    /**
     * @param closedByLow whether a low level pulls the relay
     * @param dimmable whether its control line is connected
     * @param broken whether it stays dark whatever it is told
     */
    public StreetLampModel(boolean closedByLow, boolean dimmable, double fullWatts, boolean broken, Watcher watcher) {
        this.closedByLow = closedByLow;
        this.dimmable = dimmable;
        this.fullWatts = fullWatts;
        this.broken = broken;
        this.watcher = watcher;
    }

    @Override
    public void level(boolean high, long now) {
        closed = high != closedByLow;
        watcher.shines(percent());
    }

    @Override
    public void duty(double percent, int hertz, long now) {
        controlPercent = hertz < SLOWEST_HERTZ ? 0 : Math.max(0, Math.min(100, percent));
        watcher.shines(percent());
    }

    /** Whether there is light. */
    public boolean burns() {
        return closed && !broken;
    }

    /** Of its full light. */
    public double percent() {
        if (!burns()) {
            return 0;
        }
        return dimmable ? Math.max(MINIMUM_PERCENT, controlPercent) : 100;
    }

    /** Taken from the mains. */
    public double watts() {
        return fullWatts * percent() / 100;
    }
}
