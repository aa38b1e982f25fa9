package vn.trangtien.ingest.judging;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Names that were heard, each for the length of a window: of messages without a number, and of replays. Time is that of the messages,
 * so judging again what waited gives the same result. Not thread-safe.
 *
 * <p>A name that is too old counts as not heard from the first moment; its place is given back later, a few at a time, so that no
 * message waits for it.
 */
final class Seen {

    private static final int AT_A_TIME = 1_000;
    /** How many times in a window everything is looked through. */
    private static final int ROUNDS = 24;

    private final KeyValueStore<Bytes, Long> store;
    private final long window;
    private @Nullable Bytes next;
    private long due = Long.MIN_VALUE;

    Seen(KeyValueStore<Bytes, Long> store, Duration window) {
        this.store = store;
        this.window = window.toMillis();
    }

    /** @return false if the name was heard within the window before; it is remembered from then on, not from now */
    boolean claim(Bytes name, long now) {
        Long since = store.get(name);
        if (since != null && now - since < window) {
            return false;
        }
        store.put(name, now);
        return true;
    }

    /** Forgets some of what is too old. */
    void sweep(long now) {
        if (next == null && now < due) {
            return;
        }
        try (KeyValueIterator<Bytes, Long> names = store.range(next, null)) {
            for (int i = 0; i < AT_A_TIME && names.hasNext(); i++) {
                KeyValue<Bytes, Long> name = names.next();
                // Messages do not come in the order of their times: one that is late must still find what it repeats.
                if (now - name.value >= 2 * window) {
                    store.delete(name.key);
                }
            }
            next = names.hasNext() ? names.peekNextKey() : null;
        }
        if (next == null) {
            due = now + window / ROUNDS;
        }
    }
}
