package vn.trangtien.gateway.feed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.MessageFeed;

/**
 * What one listener has not taken yet. When it is too much the oldest goes, for a fresh value is worth more than an old one.
 * Thread-safe: filled by the client library, emptied by the owner of the bus.
 */
final class BufferedFeed implements MessageFeed {

    private static final Logger LOG = LoggerFactory.getLogger(BufferedFeed.class);

    private final String bus;
    private final String filter;
    private final DeviceClock clock;
    private final FeedSettings settings;
    private final Source source;
    private final Queue<Message> waiting = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean closed;

    /** Where the messages come from. */
    interface Source {

        /** Fails if nothing can be heard at present. */
        void check(String filter) throws DeviceException;

        void leave(BufferedFeed feed);
    }

    BufferedFeed(String bus, String filter, DeviceClock clock, FeedSettings settings, Source source) {
        this.bus = bus;
        this.filter = filter;
        this.clock = clock;
        this.settings = settings;
        this.source = source;
    }

    String filter() {
        return filter;
    }

    /** Keeps a message; never fails and never waits for the listener. */
    synchronized void offer(String topic, byte[] payload, Instant receivedAt) {
        if (closed) {
            return;
        }
        waiting.add(new Message(topic, payload, clock.nanoTime(), receivedAt));
        bytes += payload.length;
        while (waiting.size() > settings.maxMessages() || bytes > settings.maxBytes()) {
            bytes -= waiting.remove().payload().length;
            if (dropped++ == 0) {
                LOG.warn(
                        "bus={} filter={} event=dropping reason=\"nobody takes the messages; the oldest go\"",
                        bus,
                        filter);
            }
        }
    }

    @Override
    public List<Message> take() throws DeviceException {
        synchronized (this) {
            if (closed) {
                throw new DeviceException(
                        DeviceError.PORT_GONE, "bus %s: listening to %s has been closed".formatted(bus, filter));
            }
            if (!waiting.isEmpty()) {
                List<Message> taken = List.copyOf(waiting);
                waiting.clear();
                bytes = 0;
                return taken;
            }
        }
        source.check(filter);
        return List.of();
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.clear();
        }
        source.leave(this);
    }
}
