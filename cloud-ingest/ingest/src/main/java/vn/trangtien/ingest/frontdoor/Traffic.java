package vn.trangtien.ingest.frontdoor;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.ingest.limits.TokenBucket;
import vn.trangtien.ingest.raw.RawRoute;
import vn.trangtien.ingest.registry.GatewayId;

/** What the connections share: the way to Kafka, the room for what waits, the limits of each device. Thread-safe. */
final class Traffic {

    /** The way to Kafka. Never waits. */
    @FunctionalInterface
    interface Outlet {
        void send(ProducerRecord<String, byte[]> record, Receipt receipt);
    }

    /** Told once what became of a record, on any thread. */
    @FunctionalInterface
    interface Receipt {

        /** @param refusal null if Kafka has it on all replicas that count */
        void settled(@Nullable Exception refusal);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final String BIRTH = "/MQTT/BIRTH";
    private static final long SAY_AGAIN = TimeUnit.MINUTES.toNanos(1);
    private static final int REMEMBERED = 20_000;
    private static final double MINUTE = 60;

    final FrontDoorProperties properties;
    final FrontDoorMeters meters;
    final Clock clock;
    final LongSupplier nanos;
    private final Consumer<GatewayId> births;
    private final Map<GatewayId, DeviceLimits> devices = new ConcurrentHashMap<>();
    private final Map<String, TokenBucket> connects = new ConcurrentHashMap<>();
    private final Map<String, Long> said = new ConcurrentHashMap<>();
    private final Set<GatewayHandler> sessions = ConcurrentHashMap.newKeySet();
    private final Set<GatewayHandler> waiting = ConcurrentHashMap.newKeySet();
    private final Departures departures;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable Outlet outlet;
    private volatile long lastTaken;

    /** @param births told of each birth that Kafka has, on any thread; returns soon */
    Traffic(
            FrontDoorProperties properties,
            FrontDoorMeters meters,
            Clock clock,
            LongSupplier nanos,
            Consumer<GatewayId> births) {
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.nanos = nanos;
        this.births = births;
        this.departures = new Departures(this::say);
    }

    /** From now on there is a way to Kafka, or none. */
    void open(@Nullable Outlet way) {
        outlet = way;
        if (way != null) {
            lastTaken = nanos.getAsLong();
            departures.retry();
            lookAgain();
        }
    }

    boolean isOpen() {
        return outlet != null && !closing.get();
    }

    Departures departures() {
        return departures;
    }

    /**
     * Sends to Kafka and accounts for it.
     *
     * @return false if there is no way at the moment; then the receipt is not used
     */
    boolean send(RawRoute route, String topic, GatewayId sender, byte[] payload, Receipt receipt) {
        Outlet way = outlet;
        if (way == null) {
            return false;
        }
        int bytes = route.bytes(payload.length);
        if (meters.pendingMessages() == 0) {
            lastTaken = nanos.getAsLong();
        }
        meters.sent(bytes);
        way.send(route.record(clock.millis(), payload), refusal -> {
            long still = meters.settled(bytes, refusal == null);
            if (refusal == null) {
                lastTaken = nanos.getAsLong();
            }
            receipt.settled(refusal);
            if (refusal == null && topic.endsWith(BIRTH)) {
                births.accept(sender);
            }
            if (!waiting.isEmpty() && still <= properties.pendingBytes() / 2) {
                lookAgain();
            }
        });
        return true;
    }

    /** A will has no connection left that could wait for it. */
    private void say(GatewayId gateway, LastWord word, Consumer<Boolean> taken) {
        Receipt receipt = refusal -> taken.accept(refusal == null);
        if (!send(new RawRoute(gateway, word.topic()), word.topic(), gateway, word.payload(), receipt)) {
            taken.accept(false);
        }
    }

    /** How long Kafka has left messages unacknowledged; 0 if none waits. */
    long silentNanos() {
        return meters.pendingMessages() == 0 ? 0 : Math.max(0, nanos.getAsLong() - lastTaken);
    }

    boolean isFull() {
        return meters.pendingBytes() > properties.pendingBytes();
    }

    /** {@link GatewayHandler#look} is called when there is room or a way again. */
    void await(GatewayHandler handler) {
        waiting.add(handler);
        if (isOpen() && !isFull()) {
            handler.look();
        }
    }

    private void lookAgain() {
        for (GatewayHandler handler : waiting) {
            waiting.remove(handler);
            handler.look();
        }
    }

    void entered(GatewayHandler handler) {
        sessions.add(handler);
        meters.sessions(1);
        if (closing.get()) {
            handler.lastOrders();
        }
    }

    void left(GatewayHandler handler) {
        waiting.remove(handler);
        if (sessions.remove(handler)) {
            meters.sessions(-1);
        }
    }

    DeviceLimits limits(GatewayId gateway) {
        return devices.computeIfAbsent(gateway, any -> DeviceLimits.of(properties, nanos.getAsLong()));
    }

    /** @param certificate whose subject it is */
    boolean mayConnect(String certificate) {
        if (connects.size() > REMEMBERED) {
            connects.clear();
        }
        int most = properties.connectsPerMinute();
        long now = nanos.getAsLong();
        return connects.computeIfAbsent(certificate, any -> new TokenBucket(most / MINUTE, most, now))
                .takeIfThere(1, now);
    }

    /** A limit was reached: counted each time, and said once a minute for each device. */
    void reached(Limit limit, String who, long value, long most) {
        meters.refused(limit);
        long now = nanos.getAsLong();
        if (said.size() > REMEMBERED) {
            said.clear();
        }
        said.compute(limit.word() + " " + who, (key, before) -> {
            if (before != null && now - before < SAY_AGAIN) {
                return before;
            }
            LOG.warn(
                    "event=limit-reached device={} reason={} value={} limit={} text=\"{}\"",
                    who,
                    limit.word(),
                    value,
                    most,
                    limit.sentence(value, most));
            return now;
        });
    }

    /** Connections are read; the opposite of {@link #lastOrders}. */
    void welcome() {
        closing.set(false);
        departures.open();
    }

    /** No connection is read any more, and nobody's will is published: it is not the devices that leave. */
    void lastOrders() {
        closing.set(true);
        departures.close();
        sessions.forEach(GatewayHandler::lastOrders);
    }
}
