package vn.trangtien.gateway.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttTopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.link.Backoff;

/**
 * The connection of all listeners of one bus, kept up by a thread of its own: connects, subscribes to what is listened to, waits
 * for the end, waits longer each time, and begins again. Thread-safe.
 */
final class BrokerConnection implements Runnable, PahoListener.Events {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);

    private final BusConfig.Mqtt bus;
    private final String clientId;
    private final FeedSettings settings;
    private final Backoff backoff;
    private final Clock clock;
    private final List<BufferedFeed> feeds = new CopyOnWriteArrayList<>();
    private final Set<String> refused = new TreeSet<>();
    private final Thread thread;
    private @Nullable String lost;
    private @Nullable String problem;
    private boolean changed;
    private boolean closed;

    BrokerConnection(BusConfig.Mqtt bus, String clientId, FeedSettings settings, Backoff backoff, Clock clock) {
        this.bus = bus;
        this.clientId = clientId;
        this.settings = settings;
        this.backoff = backoff;
        this.clock = clock;
        this.thread = new Thread(this, "feed-" + bus.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    BufferedFeed listen(String filter, DeviceClock deviceClock, BufferedFeed.Source source) {
        var feed = new BufferedFeed(bus.name(), filter, deviceClock, settings, source);
        feeds.add(feed);
        signal();
        return feed;
    }

    /** Ends one listener and tells whether nobody listens any more. */
    boolean leave(BufferedFeed feed) {
        feeds.remove(feed);
        signal();
        return feeds.isEmpty();
    }

    /** Fails once an attempt to connect has failed, or if the broker does not want to give these topics. */
    synchronized void check(String filter) throws DeviceException {
        if (problem != null) {
            throw new DeviceException(
                    DeviceError.TIMEOUT,
                    "bus %s: the broker %s cannot be reached: %s; check the url, the network and the broker"
                            .formatted(bus.name(), bus.url(), problem));
        }
        if (refused.contains(filter)) {
            throw new DeviceException(
                    DeviceError.UNSUPPORTED,
                    "bus %s: the broker %s refuses the topics %s; allow them to the user of this gateway"
                            .formatted(bus.name(), bus.url(), filter));
        }
    }

    /** Ends the thread and the connection. Safe to call twice. */
    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(LONGEST_FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (!isClosed()) {
                long began = System.nanoTime();
                attempt();
                // One that accepts and hangs up at once is no better than one that refuses.
                if (System.nanoTime() - began > settings.keepAlive().toNanos()) {
                    backoff.reset();
                }
                pause(backoff.next());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        try (PahoListener listener = new PahoListener(bus, clientId, settings, this)) {
            forgetLoss();
            listener.connect();
            LOG.info("bus={} broker={} state=connected", bus.name(), bus.url());
            serve(listener);
        } catch (FeedException | ConfigException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    /** Keeps the subscriptions as they are wanted until the connection ends. */
    private void serve(PahoListener listener) throws FeedException, InterruptedException {
        Set<String> subscribed = new TreeSet<>();
        connected();
        while (true) {
            Set<String> wanted = takeWanted();
            for (String filter : wanted) {
                if (!subscribed.contains(filter)) {
                    boolean granted = listener.subscribe(filter);
                    answered(filter, granted);
                    if (granted) {
                        subscribed.add(filter);
                    }
                }
            }
            for (String filter : List.copyOf(subscribed)) {
                if (!wanted.contains(filter)) {
                    listener.unsubscribe(filter);
                    subscribed.remove(filter);
                }
            }
            if (!awaitChange()) {
                return;
            }
        }
    }

    private synchronized Set<String> takeWanted() {
        changed = false;
        return feeds.stream().map(BufferedFeed::filter).collect(Collectors.toCollection(TreeSet::new));
    }

    /** @return false when it is over */
    private synchronized boolean awaitChange() throws InterruptedException {
        long end = System.nanoTime() + settings.lastRetry().toNanos();
        while (!changed && lost == null && !closed && (refused.isEmpty() || System.nanoTime() < end)) {
            wait(settings.lastRetry().toMillis());
        }
        return lost == null && !closed;
    }

    private synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toMillis();
        while (!closed && left > 0) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }

    private synchronized void answered(String filter, boolean granted) {
        if (granted ? refused.remove(filter) : refused.add(filter)) {
            LOG.info("bus={} filter={} granted={}", bus.name(), filter, granted);
        }
    }

    private synchronized void connected() {
        problem = null;
        refused.clear();
    }

    private synchronized void failed(String reason) {
        if (problem == null && !closed) {
            LOG.warn("bus={} broker={} state=unreachable reason=\"{}\"", bus.name(), bus.url(), reason);
        }
        problem = reason;
    }

    private synchronized void forgetLoss() {
        lost = null;
    }

    private synchronized void signal() {
        changed = true;
        notifyAll();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void lost(String reason) {
        lost = reason;
        if (!closed) {
            LOG.warn("bus={} broker={} state=lost reason=\"{}\"", bus.name(), bus.url(), reason);
        }
        notifyAll();
    }

    @Override
    public void arrived(String topic, byte[] payload) {
        for (BufferedFeed feed : feeds) {
            if (MqttTopic.isMatched(feed.filter(), topic)) {
                feed.offer(topic, payload, clock.instant());
            }
        }
    }
}
