package vn.trangtien.ingest.frontdoor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Which connection is a gateway's present one, and the last word of those that were lost. A connection that was replaced by a newer
 * one of the same gateway says nothing: the gateway is there. A last word that Kafka does not take is kept until it does or the gateway
 * comes back. Thread-safe: whatever concerns one gateway happens in one order.
 */
final class Departures {

    /** Sends a last word and reports whether it was taken, on any thread. */
    @FunctionalInterface
    interface Voice {
        void say(GatewayId gateway, LastWord word, Consumer<Boolean> taken);
    }

    private final Voice voice;
    private final Map<GatewayId, Object> present = new ConcurrentHashMap<>();
    private final Map<GatewayId, LastWord> unsaid = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Departures(Voice voice) {
        this.voice = voice;
    }

    /** The gateway has proved who it is on this connection; any earlier one is no longer its present one. */
    void admitted(GatewayId gateway, Object connection) {
        present.compute(gateway, (same, former) -> {
            unsaid.remove(gateway);
            return connection;
        });
    }

    /** @param word empty if it said goodbye or left none */
    void left(GatewayId gateway, Object connection, Optional<LastWord> word) {
        present.computeIfPresent(gateway, (same, current) -> {
            if (!current.equals(connection)) {
                return current;
            }
            if (!closed) {
                word.ifPresent(said -> say(gateway, said));
            }
            return null;
        });
    }

    /** Tries again what was not taken. */
    void retry() {
        for (GatewayId gateway : unsaid.keySet()) {
            present.compute(gateway, (same, current) -> {
                LastWord word = unsaid.remove(gateway);
                if (word != null && current == null) {
                    say(gateway, word);
                }
                return current;
            });
        }
    }

    int unsaid() {
        return unsaid.size();
    }

    void open() {
        closed = false;
    }

    /** From now on nobody is lost. */
    void close() {
        closed = true;
    }

    /** The answer may come at once, on this thread and inside of a change of {@link #present}, so it must not change that itself. */
    private void say(GatewayId gateway, LastWord word) {
        voice.say(gateway, word, taken -> {
            if (!taken && !closed) {
                unsaid.put(gateway, word);
            }
        });
    }
}
