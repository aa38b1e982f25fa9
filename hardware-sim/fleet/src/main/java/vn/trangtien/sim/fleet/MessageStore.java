package vn.trangtien.sim.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The store that every message of a Kura gateway passes through: taken by priority, refused when full, delivered ones kept until
 * the housekeeper comes. Thread-safe.
 */
final class MessageStore {

    /** From this priority on, a message waits for the rate limit. */
    static final int RATE_LIMITED_FROM = 5;

    /** Below this priority a message is stored even when there is no room. */
    private static final int CAPACITY_APPLIES_FROM = 2;

    private static final int KURA_WINDOW = 9;
    private static final int WIDE_WINDOW = 100;

    private enum State {
        WAITING,
        SENT,
        DELIVERED
    }

    /** One message. Its state belongs to the store. */
    static final class Row {
        private final long id;
        private final int priority;
        private final String topic;
        private final int qos;
        private final LongFunction<byte[]> content;
        private State state = State.WAITING;

        private Row(long id, int priority, String topic, int qos, LongFunction<byte[]> content) {
            this.id = id;
            this.priority = priority;
            this.topic = topic;
            this.qos = qos;
            this.content = content;
        }

        String topic() {
            return topic;
        }

        int qos() {
            return qos;
        }

        int priority() {
            return priority;
        }

        /** @param now epoch milliseconds of sending, for messages that are stamped only then */
        byte[] payload(long now) {
            return content.apply(now);
        }
    }

    private final Set<Quirk> quirks;
    private final int capacity;
    private final List<Row> rows = new ArrayList<>();
    private long nextId = 1;
    private long offered;
    private long refused;
    private long evicted;
    private long dropped;
    private long delivered;

    MessageStore(Set<Quirk> quirks, int capacity) {
        this.quirks = quirks;
        this.capacity = capacity;
    }

    /** @return false if it was refused */
    synchronized boolean add(int priority, String topic, int qos, LongFunction<byte[]> content) {
        offered++;
        if (priority >= CAPACITY_APPLIES_FROM && used() >= capacity && !makeRoom()) {
            refused++;
            return false;
        }
        rows.add(new Row(nextId++, priority, topic, qos, content));
        return true;
    }

    private long used() {
        return quirks.contains(Quirk.STORE_COUNTS_DELIVERED)
                ? rows.size()
                : rows.stream().filter(row -> row.state != State.DELIVERED).count();
    }

    private boolean makeRoom() {
        if (quirks.contains(Quirk.REFUSES_NEWEST_WHEN_FULL)) {
            return false;
        }
        Optional<Row> victim = rows.stream()
                .filter(row -> row.state == State.WAITING)
                .min(Comparator.comparingInt((Row row) -> -row.priority).thenComparingLong(row -> row.id));
        victim.ifPresent(row -> {
            rows.remove(row);
            evicted++;
        });
        return victim.isPresent();
    }

    /** The message to send next, marked as sent; empty if there is none, or none that may go now. */
    synchronized Optional<Row> take(boolean rateAllows) {
        int window = quirks.contains(Quirk.WINDOW_OF_NINE) ? KURA_WINDOW : WIDE_WINDOW;
        boolean windowOpen = inFlight() < window;
        Comparator<Row> order = quirks.contains(Quirk.PRIORITIES)
                ? Comparator.comparingInt((Row row) -> row.priority).thenComparingLong(row -> row.id)
                : Comparator.comparingLong(row -> row.id);
        Optional<Row> next = rows.stream()
                .filter(row -> row.state == State.WAITING)
                .filter(row -> rateAllows || row.priority < RATE_LIMITED_FROM)
                .min(order)
                .filter(row -> row.qos == 0 || windowOpen);
        next.ifPresent(row -> row.state = State.SENT);
        return next;
    }

    /** Messages that were sent and not acknowledged. */
    synchronized long inFlight() {
        return rows.stream()
                .filter(row -> row.state == State.SENT && row.qos > 0)
                .count();
    }

    synchronized void delivered(Row row) {
        if (row.state == State.SENT) {
            row.state = State.DELIVERED;
            delivered++;
        }
    }

    /** A new connection: what was in flight is sent again, or forgotten. */
    synchronized void newSession() {
        boolean again = quirks.contains(Quirk.DUPLICATES_AFTER_RECONNECT);
        List<Row> open = rows.stream().filter(row -> row.state == State.SENT).toList();
        for (Row row : open) {
            if (again) {
                row.state = State.WAITING;
            } else {
                rows.remove(row);
                dropped++;
            }
        }
    }

    /** Deletes what was delivered. */
    synchronized void housekeep() {
        rows.removeIf(row -> row.state == State.DELIVERED);
    }

    synchronized StoreAccount account() {
        long pending = rows.stream().filter(row -> row.state != State.DELIVERED).count();
        return new StoreAccount(offered, refused, evicted, dropped, delivered, pending);
    }
}
