package vn.trangtien.sim.bus;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/** The brokers of a board: what is published to each, and who listens. Thread-safe. */
public final class MessageLines {

    /** Hears every message of one broker. */
    @FunctionalInterface
    public interface Listener {
        void published(Published message, long at);
    }

    private record Attached(String bus, MessageSource source, FaultPlan.Target faults) {}

    private final List<Attached> sources = new CopyOnWriteArrayList<>();
    private final Map<String, List<Listener>> listeners = new ConcurrentHashMap<>();

    public void attach(String bus, MessageSource source, FaultPlan.Target faults) {
        sources.add(new Attached(bus, source, faults));
    }

    public void listen(String bus, Listener listener) {
        listeners.computeIfAbsent(bus, any -> new CopyOnWriteArrayList<>()).add(listener);
    }

    public void forget(String bus, Listener listener) {
        listeners.getOrDefault(bus, List.of()).remove(listener);
    }

    /** Whether the gateway reaches this broker. */
    public boolean isReachable(String bus) {
        return sources.stream()
                .noneMatch(source -> source.bus().equals(bus) && source.faults().has(Fault.NETWORK_DOWN));
    }

    /** Publishes what is due. What is published while the network is down is lost. */
    public synchronized void follow(long now) {
        for (Attached attached : sources) {
            for (Published message : attached.source().due(now)) {
                deliver(attached, message, now);
            }
        }
    }

    /** When to call {@link #follow} again. */
    public long nextDueAt() {
        long next = Long.MAX_VALUE;
        for (Attached attached : sources) {
            next = Math.min(next, attached.source().nextDueAt());
        }
        return next;
    }

    private void deliver(Attached attached, Published message, long now) {
        FaultPlan.Target faults = attached.faults();
        if (faults.strikes(Fault.BROWN_OUT)) {
            attached.source().powerCycle();
        }
        if (faults.strikes(Fault.CABLE_CUT) || faults.strikes(Fault.NETWORK_DOWN)) {
            return;
        }
        Published sent = message;
        if (faults.strikes(Fault.TRUNCATE)) {
            byte[] payload = message.payload();
            sent = new Published(
                    message.topic(), Arrays.copyOf(payload, payload.length - Math.max(1, payload.length / 3)));
        }
        int times = faults.strikes(Fault.DUPLICATE_SEND) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            for (Listener listener : listeners.getOrDefault(attached.bus(), List.of())) {
                listener.published(sent, now);
            }
        }
    }
}
