package vn.trangtien.ingest.bridge;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import vn.trangtien.ingest.broker.MqttBroker;

/**
 * Notices that messages wait in the broker while none is handed over, for whatever reason, so that the session is begun anew.
 * Not thread-safe.
 */
final class Watchdog {

    /** The broker hands messages over, but none comes through. */
    static final class StalledException extends Exception {

        private static final long serialVersionUID = 1L;

        StalledException(long waiting, Duration silence) {
            super("%d messages wait in the broker, but none has come for %d s".formatted(waiting, silence.toSeconds()));
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private Instant nextLook;
    private Instant lastProgress;
    private long lastDelivered;

    Watchdog(Instant now) {
        this.nextLook = now.plus(PERIOD);
        this.lastProgress = now;
    }

    /**
     * @param delivered messages carried so far
     * @throws StalledException if some wait and none was carried for 45 s, which is longer than Kafka may take
     */
    void look(Instant now, long delivered, MqttBroker broker) throws StalledException {
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(PERIOD);
        OptionalLong waiting = broker.backlog();
        if (delivered != lastDelivered || waiting.isEmpty() || waiting.getAsLong() == 0) {
            lastDelivered = delivered;
            lastProgress = now;
        } else if (Duration.between(lastProgress, now).compareTo(LIMIT) > 0) {
            throw new StalledException(waiting.getAsLong(), Duration.between(lastProgress, now));
        }
    }
}
