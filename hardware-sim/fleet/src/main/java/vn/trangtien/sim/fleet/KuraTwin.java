package vn.trangtien.sim.fleet;

import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import vn.trangtien.sim.fleet.MessageStore.Row;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.MessageKind;

/**
 * A gateway that behaves as the stack of Eclipse Kura does, with exactly those {@link Quirk}s that it is given. Thread-safe; one
 * thread of its own, two or more for requests, and those of the MQTT library.
 */
public final class KuraTwin implements AutoCloseable {

    private static final int DEBOUNCE_SECONDS = 30;
    private static final int PRIORITY_REPLY = 1;
    private static final int PRIORITY_PUBLISHER = 7;

    private final TwinSettings settings;
    private final Set<Quirk> quirks;
    private final Clock clock;
    private final String clientId;
    private final TwinPayloads payloads;
    private final MessageStore store;
    private final RequestDesk desk;
    private final ReconnectRule reconnect;
    private final ScheduledExecutorService loop;
    private final long startedAt;
    private final AtomicInteger acknowledgementsToLose = new AtomicInteger();

    private volatile @Nullable TwinSession session;
    private volatile boolean closed;
    private int failedAttempts;
    private long nextRateLimitedNanos;
    private @Nullable ScheduledFuture<?> announcement;

    public KuraTwin(TwinSettings settings, Set<Quirk> quirks, Clock clock) {
        this.settings = settings;
        this.quirks = Set.copyOf(quirks);
        this.clock = clock;
        this.clientId = has(Quirk.CLIENT_ID_WITH_COLONS) ? settings.mac() : settings.name();
        this.payloads = new TwinPayloads(settings, this.quirks);
        this.store = new MessageStore(this.quirks, settings.capacity());
        this.desk = new RequestDesk(settings, clientId, this.quirks, this::reply, clock::millis);
        this.reconnect = new ReconnectRule(has(Quirk.FIXED_RECONNECT_12S), new Random(settings.seed()));
        this.startedAt = clock.millis();
        this.loop = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "twin-" + clientId);
            thread.setDaemon(true);
            return thread;
        });
        Executor oneSecondLater = work -> later(1, work);
        desk.register("CONF-V1", new ConfigurationHandler(this.quirks, oneSecondLater, this::configurationChanged));
        desk.register("CMD-V1", new CommandHandler(this.quirks));
        desk.register("DEPLOY-V2", new DeploymentHandler(this.quirks, oneSecondLater, clock::millis));
    }

    /** As delivered, with some habits more and some less. */
    public static Set<Quirk> stockWith(Quirk... more) {
        Set<Quirk> all = EnumSet.copyOf(Quirk.stock());
        all.addAll(List.of(more));
        return all;
    }

    /**
     * Connects for the first time; from then on the twin connects again by itself.
     *
     * @throws IOException if the first attempt fails; there is no second one then
     */
    public void connect() throws IOException {
        try {
            begin();
        } catch (MqttException e) {
            throw new IOException("%s: cannot connect to %s: %s".formatted(clientId, settings.broker(), e), e);
        }
        long tick = Math.max(2, settings.second().toMillis() / 10);
        loop.scheduleWithFixedDelay(this::pump, tick, tick, TimeUnit.MILLISECONDS);
    }

    public String clientId() {
        return clientId;
    }

    public boolean isConnected() {
        TwinSession now = session;
        return now != null && now.isConnected();
    }

    /** Adds an application; BIRTH names it from the next time on, APPS tells of it. */
    public void install(String application, RequestHandler handler) {
        desk.register(application, handler);
        announce(MessageKind.APPS);
    }

    /** Stores a reading for publishing on {@code <account>/<client>/W1/A1/<asset>}; false if the store refused it. */
    public boolean publish(TwinReading reading) {
        int qos = has(Quirk.TELEMETRY_AT_MOST_ONCE) ? 0 : 1;
        String topic = KuraTopic.telemetry(settings.account(), clientId, reading.asset())
                .name();
        return publish(topic, qos, PRIORITY_PUBLISHER, now -> payloads.telemetry(reading, now));
    }

    /** The same for any message of an application. */
    public boolean publish(String application, String rest, KuraPayload payload, int qos, int priority) {
        var topic = new KuraTopic.Data(settings.account(), clientId, application, rest);
        return publish(topic.name(), qos, priority, now -> payload);
    }

    private boolean publish(String topic, int qos, int priority, LongFunction<KuraPayload> content) {
        byte[] early = payloads.encode(content.apply(clock.millis()));
        boolean stored = store.add(
                priority,
                topic,
                qos,
                has(Quirk.ENCODED_WHEN_STORED) ? now -> early : now -> payloads.encode(content.apply(now)));
        run(this::pump);
        return stored;
    }

    /** What happens after a change of the gateway's own configuration. */
    public void configurationChanged() {
        announce(MessageKind.BIRTH);
        if (has(Quirk.EVENTS_TREE)) {
            var topic = new KuraTopic.Control(KuraTopic.EVENTS, settings.account(), clientId, "CONF", "V1/CHANGE");
            KuraPayload payload =
                    KuraPayload.builder().timestampMs(clock.millis()).build();
            publish(topic.name(), 0, PRIORITY_PUBLISHER, now -> payload);
        }
    }

    /** The next acknowledgements of telemetry do not arrive, as when the line breaks just then. */
    public void loseAcknowledgements(int count) {
        acknowledgementsToLose.set(count);
    }

    /** Cuts the line without a word, so that the broker publishes the will; the twin comes back by its rule. */
    public void breakLine() {
        run(() -> {
            TwinSession now = session;
            if (now != null) {
                now.cut();
                lost();
            }
        });
    }

    /** What the housekeeper does every 15 minutes. */
    public void housekeep() {
        store.housekeep();
    }

    /** The last messages that were sent to this gateway, as it understood them. */
    public List<KuraPayload> received() {
        return desk.received();
    }

    public StoreAccount account() {
        return store.account();
    }

    /** Says goodbye with DC. */
    @Override
    public void close() {
        closed = true;
        loop.shutdownNow();
        try {
            loop.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        desk.close();
        TwinSession now = session;
        if (now != null) {
            int qos = has(Quirk.DC_AT_MOST_ONCE) ? 0 : 1;
            now.leave(
                    lifecycle(MessageKind.DC),
                    payloads.encode(payloads.farewell(clock.millis(), uptime())),
                    qos,
                    settings.second());
        }
    }

    private void begin() throws MqttException {
        var fresh = new TwinSession(settings, clientId, quirks, desk::arrived, () -> run(this::lost));
        fresh.connect(lifecycle(MessageKind.LWT));
        store.newSession();
        session = fresh;
        failedAttempts = 0;
        if (!has(Quirk.BIRTH_BEFORE_SUBSCRIBE)) {
            fresh.subscribe();
        }
        fresh.lifecycle(lifecycle(MessageKind.BIRTH), birth());
        if (has(Quirk.BIRTH_BEFORE_SUBSCRIBE)) {
            fresh.subscribe();
        }
    }

    private void lost() {
        TwinSession old = session;
        if (old == null || closed) {
            return;
        }
        session = null;
        old.abandon();
        later(reconnect.seconds(0), this::again);
    }

    private void again() {
        try {
            begin();
            pump();
        } catch (MqttException refused) {
            TwinSession halfway = session;
            session = null;
            if (halfway != null) {
                halfway.abandon();
            }
            failedAttempts++;
            later(reconnect.seconds(failedAttempts), this::again);
        }
    }

    /** Sends what may be sent. */
    private void pump() {
        TwinSession now = session;
        while (now != null && now.isConnected()) {
            boolean limited = has(Quirk.ONE_MESSAGE_A_SECOND);
            boolean rateAllows = !limited || System.nanoTime() - nextRateLimitedNanos >= 0;
            Row row = store.take(rateAllows).orElse(null);
            if (row == null) {
                return;
            }
            if (limited && row.priority() >= MessageStore.RATE_LIMITED_FROM) {
                nextRateLimitedNanos = System.nanoTime() + settings.second().toNanos();
            }
            boolean sent = now.publish(
                    row.topic(), row.payload(clock.millis()), row.qos(), () -> run(() -> acknowledged(row)));
            if (!sent) {
                return;
            }
        }
    }

    private void acknowledged(Row row) {
        boolean telemetry = row.priority() >= MessageStore.RATE_LIMITED_FROM && row.qos() > 0;
        if (telemetry
                && (has(Quirk.LOST_ACK_STUCK) || acknowledgementsToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0)) {
            return;
        }
        store.delivered(row);
        pump();
    }

    private void reply(String topic, KuraPayload payload) {
        int qos = has(Quirk.REPLY_AT_MOST_ONCE) ? 0 : 1;
        publish(topic, qos, PRIORITY_REPLY, now -> payload);
    }

    private void announce(MessageKind kind) {
        run(() -> {
            if (announcement != null) {
                announcement.cancel(false);
            }
            Runnable send = () -> {
                TwinSession now = session;
                if (now != null) {
                    now.publish(lifecycle(kind), birth(), 1, () -> {});
                }
            };
            if (has(Quirk.BIRTH_AGAIN_AFTER_30S)) {
                announcement = later(DEBOUNCE_SECONDS, send);
            } else {
                send.run();
            }
        });
    }

    private byte[] birth() {
        return payloads.encode(payloads.birth(clock.millis(), uptime(), desk.applications()));
    }

    private String lifecycle(MessageKind kind) {
        return KuraTopic.lifecycle(settings.account(), clientId, kind).name();
    }

    private long uptime() {
        return clock.millis() - startedAt;
    }

    private boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    private void run(Runnable work) {
        later(0, work);
    }

    private @Nullable ScheduledFuture<?> later(int seconds, Runnable work) {
        try {
            return loop.schedule(work, seconds * settings.second().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            return null;
        }
    }
}
