package vn.trangtien.sim.fleet.idle;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.trangtien.sim.fleet.account.LatencySample;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;

/**
 * Gateways that connect, each with its own certificate, and then only ping, twice within their keep-alive. A few threads serve
 * all of them. Not thread-safe.
 */
public final class IdleFleet implements AutoCloseable {

    private static final int THREADS = 16;
    private static final Duration FAREWELL = Duration.ofSeconds(30);
    private static final int MOST_DELAYS = 20_000;

    private final InetSocketAddress broker;
    private final Duration keepAlive;
    private final List<IdleSession> sessions = new ArrayList<>();
    private final ScheduledExecutorService pings = Executors.newScheduledThreadPool(THREADS, task -> {
        var thread = new Thread(task, "idle");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Optional<Count> count = Optional.empty();

    /**
     * What came of pinging.
     *
     * @param sent pings
     * @param answered of these, within half a minute
     * @param delays of the answers
     */
    public record Pings(int sent, int answered, LatencySample delays) {}

    /** @param keepAlive whole seconds, at least 2, at most 65,535 */
    public IdleFleet(InetSocketAddress broker, Duration keepAlive) {
        if (keepAlive.toSeconds() < 2 || keepAlive.toSeconds() > 0xffff) {
            throw new IllegalArgumentException("a keep-alive must be 2 s to 65,535 s, but was " + keepAlive);
        }
        this.broker = broker;
        this.keepAlive = keepAlive;
    }

    /**
     * Lets all of them connect, sixteen at a time; returns when each is in or was refused. Who is in pings from then on, or the
     * first ones would be thrown out before the last ones come.
     */
    public void connect(List<FleetIdentity> identities) throws InterruptedException {
        ExecutorService entrance = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<IdleSession>> opening = new ArrayList<>();
            for (FleetIdentity identity : identities) {
                opening.add(entrance.submit(() -> open(identity)));
            }
            for (Future<IdleSession> one : opening) {
                try {
                    sessions.add(one.get());
                } catch (ExecutionException refused) {
                    trouble = Optional.of(String.valueOf(refused.getCause()));
                }
            }
        } finally {
            entrance.shutdownNow();
        }
    }

    private IdleSession open(FleetIdentity identity) throws IOException {
        IdleSession session = IdleSession.open(identity, broker, keepAlive);
        long half = keepAlive.toNanos() / 2;
        pings.scheduleAtFixedRate(() -> ping(session), half, half, TimeUnit.NANOSECONDS);
        return session;
    }

    /** Sessions that were let in. */
    public int size() {
        return sessions.size();
    }

    /** Why one was refused, or a ping not answered, last; empty if that never happened. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** Stays connected for a whole keep-alive, in which each session pings twice; returns when the last of these pings is settled. */
    public Pings idle() throws InterruptedException {
        var counting = new Count();
        count = Optional.of(counting);
        TimeUnit.NANOSECONDS.sleep(keepAlive.toNanos());
        count = Optional.empty();
        while (counting.answered.get() + counting.unanswered.get() < counting.sent.get()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return new Pings(counting.sent.get(), counting.answered.get(), counting.delays);
    }

    private void ping(IdleSession session) {
        Optional<Count> counting = count;
        counting.ifPresent(one -> one.sent.incrementAndGet());
        long since = System.nanoTime();
        try {
            session.ping();
            counting.ifPresent(one -> {
                one.delays.add((System.nanoTime() - since) / 1000);
                one.answered.incrementAndGet();
            });
        } catch (IOException unheard) {
            trouble = Optional.of(unheard.toString());
            counting.ifPresent(one -> one.unanswered.incrementAndGet());
        }
    }

    /** Of the pings that begin within the time that is looked at. */
    private static final class Count {

        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger unanswered = new AtomicInteger();
        private final LatencySample delays = new LatencySample(MOST_DELAYS, 1);
    }

    /** Hangs up on all of them. */
    @Override
    public void close() throws IOException, InterruptedException {
        pings.shutdown();
        pings.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS);
        for (IdleSession session : sessions) {
            session.close();
        }
    }
}
