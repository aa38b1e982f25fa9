package vn.trangtien.city.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Hands every event to every connected screen. Thread-safe, and quick by contract: a client takes a frame without waiting
 * or is dropped.
 */
@Component
class LiveHub {

    /** Where frames go. */
    interface Client {

        /** Takes a frame without blocking; {@code false} if there is no room for it. */
        boolean offer(byte[] frame);

        /** Ends the connection; called once, and nothing is offered afterwards. */
        void drop();
    }

    static final int REMEMBERED = 240;

    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Pattern EVENT_ID = Pattern.compile("([0-9a-f]{8})-(\\d{1,18})");

    private final String epoch;
    private final EventRing ring;
    private final Set<Client> clients = new LinkedHashSet<>();
    private final Counter dropped;
    private long sequence;

    @Autowired
    LiveHub(MeterRegistry meters) {
        this(meters, UUID.randomUUID().toString().substring(0, 8), REMEMBERED);
    }

    LiveHub(MeterRegistry meters, String epoch, int remembered) {
        this.epoch = epoch;
        this.ring = new EventRing(remembered);
        this.dropped = meters.counter("city.live.dropped");
        meters.gauge("city.live.clients", this, LiveHub::clientCount);
    }

    /** @param json on one line */
    synchronized void publish(String name, String json) {
        LiveEvent event = LiveEvent.of(epoch, ++sequence, name, json);
        ring.add(event);
        sendToAll(event.frame());
    }

    /** Keeps proxies and browsers from giving up, and finds out who is gone. */
    synchronized void heartbeat() {
        sendToAll(HEARTBEAT);
    }

    /**
     * Connects a client: first what it missed since {@code lastEventId}, or a {@code reset} event if that is not known any
     * more and it must read everything anew; then everything that follows, without a gap.
     */
    synchronized void connect(Client client, @Nullable String lastEventId) {
        boolean taken = client.offer(RETRY);
        if (lastEventId != null) {
            List<LiveEvent> missed = missedSince(lastEventId).orElseGet(() -> List.of(reset()));
            for (LiveEvent event : missed) {
                taken = taken && client.offer(event.frame());
            }
        }
        if (taken) {
            clients.add(client);
        } else {
            dropped.increment();
            client.drop();
        }
    }

    synchronized void disconnect(Client client) {
        clients.remove(client);
    }

    synchronized int clientCount() {
        return clients.size();
    }

    /** Ends all connections, so that the service can stop. */
    synchronized void close() {
        List.copyOf(clients).forEach(Client::drop);
        clients.clear();
    }

    private LiveEvent reset() {
        return LiveEvent.of(epoch, sequence, "reset", "{}");
    }

    private Optional<List<LiveEvent>> missedSince(String lastEventId) {
        Matcher id = EVENT_ID.matcher(lastEventId);
        return id.matches() && id.group(1).equals(epoch) ? ring.after(Long.parseLong(id.group(2))) : Optional.empty();
    }

    private void sendToAll(byte[] frame) {
        for (Iterator<Client> all = clients.iterator(); all.hasNext(); ) {
            Client client = all.next();
            if (!client.offer(frame)) {
                all.remove();
                dropped.increment();
                client.drop();
            }
        }
    }
}
