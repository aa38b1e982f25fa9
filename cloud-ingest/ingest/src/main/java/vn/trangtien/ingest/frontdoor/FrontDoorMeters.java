package vn.trangtien.ingest.frontdoor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the front door counts. Thread-safe. */
final class FrontDoorMeters {

    private static final String PREFIX = "trangtien.ingest.door.";

    private final Counter acknowledged;
    private final Counter dropped;
    private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);
    private final AtomicInteger paused = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicLong pendingMessages = new AtomicLong();
    private final AtomicLong pendingBytes = new AtomicLong();

    FrontDoorMeters(MeterRegistry meters) {
        acknowledged = Counter.builder(PREFIX + "acknowledged")
                .description("messages that Kafka has")
                .register(meters);
        dropped = Counter.builder(PREFIX + "dropped")
                .description("messages without a promise (QoS 0) that Kafka did not take")
                .register(meters);
        for (Limit limit : Limit.values()) {
            refused.put(
                    limit,
                    Counter.builder(PREFIX + "refused")
                            .description("how often a limit was reached")
                            .tag("reason", limit.word())
                            .register(meters));
        }
        gauge(meters, "paused", "connections that are not read at the moment", paused);
        gauge(meters, "sessions", "devices that are connected", sessions);
        gauge(meters, "pending.messages", "messages that wait for Kafka", pendingMessages);
        gauge(meters, "pending.bytes", "bytes that wait for Kafka", pendingBytes);
    }

    void refused(Limit limit) {
        java.util.Objects.requireNonNull(refused.get(limit)).increment();
    }

    void dropped() {
        dropped.increment();
    }

    void paused(int change) {
        paused.addAndGet(change);
    }

    void sessions(int change) {
        sessions.addAndGet(change);
    }

    void sent(int bytes) {
        pendingMessages.incrementAndGet();
        pendingBytes.addAndGet(bytes);
    }

    /** @return bytes that still wait */
    long settled(int bytes, boolean isTaken) {
        if (isTaken) {
            acknowledged.increment();
        }
        pendingMessages.decrementAndGet();
        return pendingBytes.addAndGet(-bytes);
    }

    long pendingMessages() {
        return pendingMessages.get();
    }

    long pendingBytes() {
        return pendingBytes.get();
    }

    private static void gauge(MeterRegistry meters, String name, String description, Number value) {
        Gauge.builder(PREFIX + name, value, Number::doubleValue)
                .description(description)
                .register(meters);
    }
}
