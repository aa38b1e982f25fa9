package vn.trangtien.sim.fleet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.ProofNumber;

/**
 * Up to thousands of gateways that load an ingest over MQTT 3.1.1 and keep an account of what was acknowledged. All lines share
 * one event loop; messages are made when their turn comes. Thread-safe.
 *
 * <p>A fleet that the server cannot follow does not grow: each gateway has a window of unacknowledged messages, and turns that
 * find it full are only counted.
 */
public final class LoadFleet implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Desk desk;
    private final MessageAccount account;
    private final List<LoadGateway> gateways = new ArrayList<>();
    private final Pacer pacer;
    private final Random random;
    private final AtomicInteger lines = new AtomicInteger();
    private final LongAdder connections = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private volatile Optional<String> lastTrouble = Optional.empty();

    /**
     * How the fleet stands.
     *
     * @param connected gateways with a line now
     * @param connections that were accepted, repeated ones among them
     * @param acknowledged messages of every kind
     * @param unacknowledged sent, or to be sent again
     * @param waitingTurns turns that found a full window or no line
     * @param trouble why a line was lost or refused last
     */
    public record Status(
            int connected,
            long connections,
            long acknowledged,
            long unacknowledged,
            long waitingTurns,
            Optional<String> trouble) {}

    /** Makes the gateways; none connects yet. */
    public LoadFleet(List<LoadMember> members, LoadSettings settings, LoadListener listener) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a fleet needs at least 1 gateway, but has 0");
        }
        this.desk = new Desk(settings, listener);
        this.random = new Random(settings.seed());
        this.account = new MessageAccount(ProofNumber.runAt(settings.clock().millis()), settings.seed());
        var open = new Lines(settings);
        for (LoadMember member : members) {
            long own = settings.seed() * 31 + member.name().key().hashCode();
            var maker = new MessageMaker(member.name(), account.run(), settings.channels(), settings.habits(), own);
            gateways.add(new LoadGateway(
                    member, maker, account.open(member.name().key(), maker.spool()), open, desk, own + 1));
        }
        this.pacer = new Pacer(gateways, settings);
    }

    /** Lets all gateways connect; returns at once. */
    public void connect() {
        gateways.forEach(LoadGateway::connect);
    }

    /**
     * From now on all of them together send at this rate; before, at none.
     *
     * @param perSecond messages; 0 to rest
     */
    public void send(double perSecond) {
        pacer.pace(perSecond);
        if (perSecond == 0) {
            gateways.forEach(LoadGateway::rest);
        }
    }

    /** A line breaks for some, and all of these come back at times spread over the given one. */
    public void storm(int number, Duration within) {
        List<LoadGateway> hit = new ArrayList<>(gateways);
        synchronized (random) {
            Collections.shuffle(hit, random);
        }
        for (LoadGateway gateway : hit.subList(0, Math.min(number, hit.size()))) {
            long millis;
            synchronized (random) {
                millis = random.nextLong(Math.max(1, within.toMillis()));
            }
            gateway.away(Duration.ofMillis(millis));
        }
    }

    /** What was acknowledged; complete while the fleet rests. */
    public MessageAccount account() {
        return account;
    }

    public Status status() {
        long unacknowledged = 0;
        long waiting = 0;
        for (LoadGateway gateway : gateways) {
            unacknowledged += gateway.unacknowledged();
            waiting += gateway.waitingTurns();
        }
        return new Status(lines.get(), connections.sum(), acknowledged.sum(), unacknowledged, waiting, lastTrouble);
    }

    /** Acknowledged messages of every kind so far; cheap. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    public int size() {
        return gateways.size();
    }

    /** Says goodbye for all of them and waits for that, some seconds at most. */
    @Override
    public void close() throws InterruptedException {
        pacer.close();
        CompletableFuture<?>[] farewells =
                gateways.stream().map(LoadGateway::close).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(farewells).get(FAREWELL.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException unheard) {
            lastTrouble = Optional.of(String.valueOf(unheard));
        }
        desk.timer.shutdownNow();
    }

    private final class Desk implements FleetDesk {

        private final LoadSettings settings;
        private final LoadListener listener;
        private final Turnstile entrance;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "load-timer");
            thread.setDaemon(true);
            return thread;
        });

        Desk(LoadSettings settings, LoadListener listener) {
            this.settings = settings;
            this.listener = listener;
            this.entrance = new Turnstile(settings.connecting());
        }

        @Override
        public LoadSettings settings() {
            return settings;
        }

        @Override
        public LoadListener listener() {
            return listener;
        }

        @Override
        public Turnstile entrance() {
            return entrance;
        }

        @Override
        public void later(long millis, Runnable step) {
            try {
                timer.schedule(step, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                lastTrouble = Optional.of("closing");
            }
        }

        @Override
        public void connected() {
            lines.incrementAndGet();
            connections.increment();
        }

        @Override
        public void disconnected() {
            lines.decrementAndGet();
        }

        @Override
        public void acknowledged(long micros) {
            acknowledged.increment();
            account.delays().add(micros);
        }

        @Override
        public void trouble(GatewayName gateway, Throwable why) {
            lastTrouble = Optional.of(gateway.key() + ": " + why);
        }
    }
}
