package vn.trangtien.sim.trace;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.trace.BareTrace;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.sim.memory.TopicFilter;
import vn.trangtien.sim.time.VirtualClock;

/** Messages that come when they came then, or one at each call. */
final class ReplayFeed implements MessageFeed {

    private final Deque<TraceEvent> coming = new ArrayDeque<>();
    private final String filter;
    private final VirtualClock clock;
    private final long zero;
    private final Instant start;
    private final boolean oneByOne;
    private final Runnable onServed;

    ReplayFeed(
            Trace trace,
            String bus,
            String filter,
            VirtualClock clock,
            long zero,
            boolean oneByOne,
            Runnable onServed) {
        this.filter = filter;
        this.clock = clock;
        this.zero = zero;
        this.start = trace.start().orElse(Instant.EPOCH);
        this.oneByOne = oneByOne;
        this.onServed = onServed;
        var wanted = new TopicFilter(filter);
        for (TraceEvent event : trace.events()) {
            boolean mine = event.subject().equals(bus);
            if (mine && event instanceof TraceEvent.FeedBroken) {
                coming.add(event);
            } else if (mine
                    && event instanceof TraceEvent.Message message
                    && (message.topic().equals(BareTrace.ANY) || wanted.matches(message.topic()))) {
                coming.add(event);
            }
        }
    }

    @Override
    public List<Message> take() throws DeviceException {
        List<Message> taken = new ArrayList<>();
        TraceEvent next = coming.peek();
        if (oneByOne && next != null) {
            clock.advanceTo(zero + next.at());
        }
        while (next != null && zero + next.at() <= clock.nanoTime() && !(oneByOne && !taken.isEmpty())) {
            if (next instanceof TraceEvent.FeedBroken broken) {
                if (!taken.isEmpty()) {
                    break;
                }
                coming.remove();
                onServed.run();
                throw broken.broken().toException();
            }
            coming.remove();
            onServed.run();
            taken.add(message((TraceEvent.Message) next));
            next = coming.peek();
        }
        return taken;
    }

    private Message message(TraceEvent.Message message) {
        String topic =
                message.topic().equals(BareTrace.ANY) ? filter.replace("+", "0").replace("#", "0") : message.topic();
        return new Message(topic, message.payload().toArray(), zero + message.at(), start.plusNanos(message.at()));
    }

    @Override
    public void close() {
        coming.clear();
    }
}
