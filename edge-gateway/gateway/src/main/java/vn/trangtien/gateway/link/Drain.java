package vn.trangtien.gateway.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpooledMessage;

/** Empties the spool over one connection until it is lost or the link is closed. Confined to the thread of the link. */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** Topic, properties and fixed header of a PUBLISH at most. */
    private static final int PACKET_OVERHEAD = 64;

    private static final int TOPIC_NAME_INVALID = 0x90;
    private static final int PACKET_TOO_LARGE = 0x95;
    private static final int PAYLOAD_FORMAT_INVALID = 0x99;

    /** No acknowledgement for a while is normal when there is nothing to acknowledge. */
    private static final long IDLE_CHECK_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long EXPIRY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Broker.Session session;
    private final long number;
    private final Announcer announcer;
    private final Spool spool;
    private final LinkSettings settings;
    private final BlockingQueue<LinkEvent> events;
    private final AtomicBoolean wakePending;
    private final Progress progress;
    private final SendRate rate;
    private final int window;

    private final Set<Long> inFlight = new LinkedHashSet<>();
    /** Acknowledged, but the disk had no room to note it; tried again with every round. */
    private final Set<Long> unforgotten = new HashSet<>();

    private long lastProgress = System.nanoTime();
    private long lastExpiry = System.nanoTime() - EXPIRY_NANOS;
    private boolean stop;

    /** Hears how far the drain is. */
    @FunctionalInterface
    interface Progress {
        void update(long sentMore, int inFlight);
    }

    Drain(
            Broker.Session session,
            long number,
            Announcer announcer,
            Spool spool,
            LinkSettings settings,
            BlockingQueue<LinkEvent> events,
            AtomicBoolean wakePending,
            Progress progress) {
        this.session = session;
        this.number = number;
        this.announcer = announcer;
        this.spool = spool;
        this.settings = settings;
        this.events = events;
        this.wakePending = wakePending;
        this.progress = progress;
        this.window = Math.max(1, Math.min(settings.window(), session.receiveMaximum()));
        this.rate = new SendRate(settings.perSecond(), Math.max(window, settings.perSecond() / 10), System.nanoTime());
    }

    /** Returns when the link is being closed. */
    void run() throws BrokerException, SpoolException, InterruptedException {
        while (!stop) {
            expire();
            boolean starved = fill();
            List<LinkEvent> batch = await(starved);
            Set<Long> gone = new LinkedHashSet<>(unforgotten);
            for (LinkEvent event : batch) {
                handle(event, gone);
            }
            forget(gone);
            requireProgress();
            announcer.sayWhatIsDue(System.nanoTime());
        }
    }

    /** Sends until window, rate or spool is exhausted; true if only the rate holds messages back. */
    private boolean fill() throws BrokerException, SpoolException {
        int free = window - inFlight.size();
        if (free <= 0) {
            return false;
        }
        int known = inFlight.size() + unforgotten.size();
        long sent = 0;
        boolean starved = false;
        for (long seq : spool.next(known + free)) {
            if (inFlight.contains(seq) || unforgotten.contains(seq)) {
                continue;
            }
            if (free-- == 0) {
                break;
            }
            if (!rate.tryTake(System.nanoTime())) {
                starved = true;
                break;
            }
            if (send(seq)) {
                sent++;
            }
        }
        if (sent > 0) {
            progress.update(sent, inFlight.size());
        }
        return starved;
    }

    private boolean send(long seq) throws BrokerException, SpoolException {
        Optional<SpooledMessage> message = spool.get(seq);
        if (message.isEmpty()) {
            return false;
        }
        String topic = message.get().topic();
        byte[] payload = message.get().payload();
        if (payload.length + topic.length() + PACKET_OVERHEAD > session.maximumPacketSize()) {
            LOG.warn("seq={} topic={} bytes={} dropped=packet-too-large", seq, topic, payload.length);
            spool.rejected(List.of(seq));
            return false;
        }
        if (inFlight.isEmpty()) {
            lastProgress = System.nanoTime();
        }
        inFlight.add(seq);
        session.publish(seq, topic, payload);
        return true;
    }

    private List<LinkEvent> await(boolean starved) throws InterruptedException {
        long patience = IDLE_CHECK_NANOS;
        if (!inFlight.isEmpty()) {
            patience = settings.acknowledgeTimeout().toNanos() - (System.nanoTime() - lastProgress);
        }
        if (starved) {
            patience = Math.min(patience, rate.untilNext());
        }
        patience = Math.min(patience, announcer.untilDue(System.nanoTime()));
        List<LinkEvent> batch = new ArrayList<>();
        LinkEvent first = events.poll(Math.max(patience, 1), TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            events.drainTo(batch);
        }
        return batch;
    }

    private void handle(LinkEvent event, Set<Long> gone) throws BrokerException, SpoolException {
        if (event instanceof LinkEvent.Acknowledged acknowledged) {
            inFlight.remove(acknowledged.seq());
            gone.add(acknowledged.seq());
            lastProgress = System.nanoTime();
        } else if (event instanceof LinkEvent.Refused refused) {
            refused(refused);
        } else if (event instanceof LinkEvent.Lost lost && lost.session() == number) {
            throw new BrokerException(lost.reason());
        } else if (event instanceof LinkEvent.Wake) {
            wakePending.set(false);
        } else if (event instanceof LinkEvent.Announce announce) {
            announcer.changed(announce.what(), System.nanoTime());
        } else if (event instanceof LinkEvent.Stop) {
            stop = true;
        }
    }

    /** What can never be delivered is given up; everything else stays and is tried again over a new connection. */
    private void refused(LinkEvent.Refused refused) throws BrokerException, SpoolException {
        int code = refused.code();
        if (code == TOPIC_NAME_INVALID || code == PACKET_TOO_LARGE || code == PAYLOAD_FORMAT_INVALID) {
            LOG.warn("seq={} dropped=refused code=0x{}", refused.seq(), Integer.toHexString(code));
            inFlight.remove(refused.seq());
            spool.rejected(List.of(refused.seq()));
            lastProgress = System.nanoTime();
            return;
        }
        throw new BrokerException(
                "the broker refused message %d with code 0x%x; is this gateway allowed to publish on its topics?"
                        .formatted(refused.seq(), code));
    }

    private void forget(Set<Long> gone) throws SpoolException {
        if (gone.isEmpty()) {
            return;
        }
        try {
            spool.delivered(gone);
            unforgotten.clear();
        } catch (SpoolException e) {
            if (e.reason() == SpoolException.Reason.CLOSED) {
                throw e;
            }
            unforgotten.addAll(gone);
            LOG.error("acknowledged={} spool=\"{}\"", gone.size(), e.getMessage());
        }
        progress.update(0, inFlight.size());
    }

    private void expire() throws SpoolException {
        if (System.nanoTime() - lastExpiry < EXPIRY_NANOS) {
            return;
        }
        lastExpiry = System.nanoTime();
        long expired = spool.expire();
        if (expired > 0) {
            LOG.warn("expired={} rule=publish.store.keep", expired);
        }
    }

    private void requireProgress() throws BrokerException {
        if (!inFlight.isEmpty()
                && System.nanoTime() - lastProgress
                        >= settings.acknowledgeTimeout().toNanos()) {
            throw new BrokerException("no acknowledgement for %d ms with %d messages in flight; connecting anew"
                    .formatted(settings.acknowledgeTimeout().toMillis(), inFlight.size()));
        }
    }
}
