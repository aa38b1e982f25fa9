package vn.trangtien.sim.trace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.trangtien.drivers.port.GpioIn;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.sim.time.VirtualClock;

/** An input line whose edges come when they came then. */
final class ReplayInput implements GpioIn {

    private final List<EdgeListener> listeners = new CopyOnWriteArrayList<>();
    private boolean high;

    ReplayInput(boolean high) {
        this.high = high;
    }

    /** Lets every edge of the line happen on the clock; a line of -1 in the recording is any. */
    static ReplayInput follow(Trace trace, String bus, int line, boolean high, VirtualClock clock, long zero) {
        var input = new ReplayInput(high);
        for (TraceEvent event : trace.events()) {
            if (event instanceof TraceEvent.Edge edge
                    && edge.subject().equals(bus)
                    && (edge.line() == line || edge.line() < 0)
                    && zero + edge.at() >= clock.nanoTime()) {
                clock.schedule(zero + edge.at(), () -> input.edge(edge.high(), zero + edge.at()));
            }
        }
        return input;
    }

    private void edge(boolean level, long at) {
        high = level;
        listeners.forEach(listener -> listener.edge(level, at));
    }

    @Override
    public boolean isHigh() {
        return high;
    }

    @Override
    public Subscription onEdge(EdgeListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
