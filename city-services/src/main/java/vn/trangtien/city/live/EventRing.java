package vn.trangtien.city.live;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** The newest events, for clients that come back. Not thread-safe: {@link LiveHub} guards it. */
final class EventRing {

    private final ArrayDeque<LiveEvent> events = new ArrayDeque<>();
    private final int capacity;

    EventRing(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be 1 or more, but was " + capacity);
        }
        this.capacity = capacity;
    }

    void add(LiveEvent event) {
        if (events.size() == capacity) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    /** Everything after this event; empty if some of it is gone already or the number was never given out. */
    Optional<List<LiveEvent>> after(long sequence) {
        long newest = events.isEmpty() ? 0 : events.getLast().sequence();
        long oldest = events.isEmpty() ? 1 : events.getFirst().sequence();
        if (sequence > newest || sequence < oldest - 1) {
            return Optional.empty();
        }
        return Optional.of(
                events.stream().filter(event -> event.sequence() > sequence).toList());
    }
}
