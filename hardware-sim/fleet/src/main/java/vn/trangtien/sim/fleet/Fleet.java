package vn.trangtien.sim.fleet;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Many virtual gateways on few threads, for load: each connects, says BIRTH, publishes with QoS 1 what it is given, repeats after
 * a reconnect what was not acknowledged, and comes back by Kura's rule. They publish and do not listen. Thread-safe.
 */
public final class Fleet implements AutoCloseable {

    private static final long IDLE_NANOS = 2_000_000;

    private final List<FleetGateway> gateways = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    /**
     * Starts to connect all of them.
     *
     * @param quirks habits of payloads and of reconnecting; see {@link Quirk#stock()}
     * @param threads that share the gateways among themselves
     * @param second how long a second of the reconnect rule lasts
     */
    public Fleet(List<FleetMember> members, Set<Quirk> quirks, int threads, Duration second, Clock clock) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
        }
        for (FleetMember member : members) {
            gateways.add(new FleetGateway(member, quirks, second.toNanos(), clock::millis));
        }
        for (int i = 0; i < threads; i++) {
            int share = i;
            List<FleetGateway> own = new ArrayList<>();
            for (int g = share; g < gateways.size(); g += threads) {
                own.add(gateways.get(g));
            }
            var thread = new Thread(() -> work(own), "fleet-" + share);
            thread.setDaemon(true);
            this.threads.add(thread);
            thread.start();
        }
    }

    private void work(List<FleetGateway> own) {
        while (!closing) {
            boolean busy = false;
            for (FleetGateway gateway : own) {
                if (!closing) {
                    busy |= gateway.step();
                }
            }
            if (!busy) {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
        own.forEach(FleetGateway::close);
    }

    /** Gives a reading to one gateway, counted from 0; it is kept until it is acknowledged. */
    public void publish(int gateway, TwinReading reading) {
        gateways.get(gateway).offer(reading);
    }

    public int size() {
        return gateways.size();
    }

    /** How many are connected now. */
    public int connected() {
        return (int) gateways.stream().filter(FleetGateway::isConnected).count();
    }

    /** Why connections were lost or refused last, one text a gateway that had trouble. */
    public List<String> problems() {
        return gateways.stream()
                .flatMap(gateway -> gateway.lastProblem().stream())
                .toList();
    }

    /** All gateways together. */
    public FleetAccount account() {
        long connections = 0;
        long offered = 0;
        long acknowledged = 0;
        long repeated = 0;
        for (FleetGateway gateway : gateways) {
            FleetAccount one = gateway.account();
            connections += one.connections();
            offered += one.offered();
            acknowledged += one.acknowledged();
            repeated += one.repeated();
        }
        return new FleetAccount(connections, offered, acknowledged, repeated);
    }

    /** Says goodbye for all of them; what is not acknowledged by then stays unsent. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
