package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.fleet.account.LatencySample;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.sim.fleet.load.GatewayName;
import vn.trangtien.sim.fleet.load.LoadListener;

/**
 * How long it takes from publishing a message until a question finds its value.
 *
 * <p>One gateway at a time is watched for some seconds: ten times a second the greatest proof number of its series is asked for,
 * and every message up to that number has become queryable between the last question and this
 * one. The later moment counts, so a delay is never told shorter than it was, and at most one pause too long. Every message that
 * was sent while its gateway was watched is waited for. Ten small questions a second are the whole load that the measurement adds.
 */
final class Queryable implements LoadListener, AutoCloseable {

    /** Between two questions. */
    static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration WATCHED = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long NOT_LATE_MILLIS = 1_000;
    private static final Duration AROUND = Duration.ofMinutes(5);
    /** Gateways are visited in steps that are no divisor of a usual number of gateways. */
    private static final int STEP = 37;

    /** Where the values are asked for. */
    @FunctionalInterface
    interface Series {

        /**
         * The greatest value of a gateway's proof numbers; 0 if there is none yet.
         *
         * @param to exclusive
         */
        double greatest(GatewayName gateway, Instant from, Instant to) throws IOException, InterruptedException;
    }

    private record Sent(long seq, long nanos) {}

    private final Series series;
    private final List<GatewayName> gateways;
    private final InstantSource clock;
    private final LatencySample delays = new LatencySample(LatencySample.USUAL_ROOM, 1);
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private final Thread thread;

    private volatile @Nullable GatewayName watched;
    private volatile boolean accepting;
    private volatile boolean measuring;
    private volatile boolean busy;
    private volatile boolean closing;
    private volatile String trouble = "";

    Queryable(Series series, List<GatewayName> gateways, InstantSource clock) {
        this.series = series;
        this.gateways = List.copyOf(gateways);
        this.clock = clock;
        this.thread = new Thread(this::run, "queryable");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on delays count, or no more. */
    void measure(boolean on) {
        measuring = on;
    }

    /** Returns when every message that was being waited for has been seen; call after measuring was ended. */
    void await() throws InterruptedException {
        do {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } while (busy && thread.isAlive());
    }

    LatencySample delays() {
        return delays;
    }

    /** Why a question was not answered last; empty if all were. */
    String trouble() {
        return trouble;
    }

    @Override
    public void sent(GatewayName gateway, long seq, long measuredAtMs, long nanos) {
        // Old values and those of wrong clocks lie outside of the series that is asked for.
        if (accepting && gateway.equals(watched) && Math.abs(clock.millis() - measuredAtMs) < NOT_LATE_MILLIS) {
            synchronized (waiting) {
                waiting.add(new Sent(seq, nanos));
            }
        }
    }

    private void run() {
        int turn = 0;
        try {
            while (!closing) {
                busy = measuring;
                if (busy) {
                    watch(gateways.get(turn % gateways.size()));
                    turn += STEP;
                } else {
                    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(GatewayName gateway) throws InterruptedException {
        Instant from = clock.instant().minus(AROUND);
        Instant to = clock.instant().plus(AROUND);
        long end = System.nanoTime() + WATCHED.toNanos();
        long giveUp = end + PATIENCE.toNanos();
        watched = gateway;
        accepting = true;
        while (!closing && System.nanoTime() < giveUp && (accepting || isWaiting())) {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            if (accepting && (System.nanoTime() > end || !measuring)) {
                accepting = false;
            }
            if (isWaiting()) {
                seen(greatest(gateway, from, to), System.nanoTime());
            }
        }
        synchronized (waiting) {
            if (!closing) {
                waiting.forEach(never -> delays.add(PATIENCE.toNanos() / 1000));
            }
            waiting.clear();
        }
    }

    private boolean isWaiting() {
        synchronized (waiting) {
            return !waiting.isEmpty();
        }
    }

    private void seen(long greatest, long nanos) {
        synchronized (waiting) {
            while (!waiting.isEmpty() && waiting.getFirst().seq() <= greatest) {
                delays.add((nanos - waiting.remove().nanos()) / 1000);
            }
        }
    }

    /** 0 if there is nothing yet, or no answer. */
    private long greatest(GatewayName gateway, Instant from, Instant to) throws InterruptedException {
        try {
            double value = series.greatest(gateway, from, to);
            return value > 0 ? ProofNumber.of(value).seq() : 0;
        } catch (IOException | IllegalArgumentException e) {
            trouble = String.valueOf(e.getMessage());
            return 0;
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join();
    }
}
