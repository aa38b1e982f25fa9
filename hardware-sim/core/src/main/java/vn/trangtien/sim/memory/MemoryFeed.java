package vn.trangtien.sim.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.sim.bus.MessageLines;
import vn.trangtien.sim.bus.Published;

/** Messages of a simulated broker that match a filter. Thread-safe. */
public final class MemoryFeed implements MessageFeed {

    /** A broker drops the oldest rather than grow for ever. */
    private static final int QUEUE = 10_000;

    private final MessageLines lines;
    private final String bus;
    private final TopicFilter filter;
    private final LongFunction<Instant> timeOfDay;
    private final MessageLines.Listener listener = this::published;
    private final Deque<Message> queue = new ArrayDeque<>();

    /** @param timeOfDay at a moment of the device clock */
    public MemoryFeed(MessageLines lines, String bus, String topicFilter, LongFunction<Instant> timeOfDay) {
        this.lines = lines;
        this.bus = bus;
        this.filter = new TopicFilter(topicFilter);
        this.timeOfDay = timeOfDay;
        lines.listen(bus, listener);
    }

    @Override
    public synchronized List<Message> take() throws DeviceException {
        if (queue.isEmpty() && !lines.isReachable(bus)) {
            throw new DeviceException(DeviceError.TIMEOUT, "bus %s: the broker cannot be reached".formatted(bus));
        }
        var taken = new ArrayList<>(queue);
        queue.clear();
        return taken;
    }

    @Override
    public void close() {
        lines.forget(bus, listener);
    }

    private synchronized void published(Published message, long at) {
        if (filter.matches(message.topic())) {
            if (queue.size() == QUEUE) {
                queue.removeFirst();
            }
            queue.addLast(new Message(message.topic(), message.payload(), at, timeOfDay.apply(at)));
        }
    }
}
