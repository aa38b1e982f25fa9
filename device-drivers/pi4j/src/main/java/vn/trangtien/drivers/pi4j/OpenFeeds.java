package vn.trangtien.drivers.pi4j;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.MessageFeed;

/** The feeds handed out and not yet closed, so that closing the buses closes them too. Thread-safe. */
final class OpenFeeds implements AutoCloseable {

    private final Set<Tracked> open = ConcurrentHashMap.newKeySet();

    MessageFeed add(MessageFeed feed) {
        var tracked = new Tracked(feed);
        open.add(tracked);
        return tracked;
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(Tracked::close);
    }

    private final class Tracked implements MessageFeed {

        private final MessageFeed feed;

        Tracked(MessageFeed feed) {
            this.feed = feed;
        }

        @Override
        public List<Message> take() throws DeviceException {
            return feed.take();
        }

        @Override
        public long dropped() {
            return feed.dropped();
        }

        @Override
        public void close() {
            open.remove(this);
            feed.close();
        }
    }
}
