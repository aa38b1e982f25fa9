package vn.trangtien.gateway.link;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.wire.KuraTopic;

/**
 * Carries arrived messages from the thread of the client library, which must return at once, to the {@link Inbox}, which may take
 * its time. One thread, which exists only while there is something to carry. Thread-safe.
 */
final class Arrivals implements AutoCloseable {

    /** A cloud has two requests under way with a gateway; a queue this long is a flood. */
    static final int WAITING = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final Inbox inbox;
    private final ThreadPoolExecutor carrier;

    Arrivals(String name, Inbox inbox) {
        this.name = name;
        this.inbox = inbox;
        this.carrier = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    var thread = new Thread(work, name + "/inbox");
                    thread.setDaemon(true);
                    return thread;
                });
        carrier.allowCoreThreadTimeOut(true);
    }

    /** Returns at once. Messages of Kura's own applications come back to every gateway and are ignored, as Kura does. */
    void offer(String topic, byte[] payload, Runnable acknowledge) {
        if (isEcho(topic)) {
            acknowledge.run();
            return;
        }
        try {
            carrier.execute(() -> carry(topic, payload, acknowledge));
        } catch (RejectedExecutionException e) {
            LOG.warn("gateway={} topic={} dropped=inbox-full waiting={}", name, topic, WAITING);
        }
    }

    private void carry(String topic, byte[] payload, Runnable acknowledge) {
        try {
            inbox.arrived(topic, payload);
        } catch (RuntimeException e) {
            LOG.error("gateway={} topic={} inbox=failed", name, topic, e);
        } finally {
            acknowledge.run();
        }
    }

    private static boolean isEcho(String topic) {
        return KuraTopic.parse(topic)
                .filter(known -> known.appId().equals("MQTT") || known.appId().equals("BA"))
                .isPresent();
    }

    /** What still waits is dropped unacknowledged; an inbox at work is interrupted. */
    @Override
    public void close() {
        carrier.shutdownNow();
    }
}
