package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

    private static final int QUOTA_EXCEEDED = 0x97;
    private static final int NOT_AUTHORISED = 0x87;

    /** No acknowledgement for a while is normal when there is nothing to acknowledge. */
    private static final Duration IDLE_CHECK = Duration.ofSeconds(60);

    private static final long EXPIRY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LEAVING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Broker.Session session;
    private final long number;
    private final Announcer announcer;
    private final Suspects suspects;
    private final Spool spool;
    private final LinkSettings settings;
    private final Mailbox mailbox;
    private final Standing standing;
    private final SendRate rate;
    private final int window;

    /** When each was sent, the oldest first. */
    private final Map<Long, Long> inFlight = new LinkedHashMap<>();
    /** Acknowledged, but the disk had no room to note it; tried again with every round. */
    private final Set<Long> unforgotten = new HashSet<>();

    private long lastProgress = System.nanoTime();
    private long lastExpiry = System.nanoTime() - EXPIRY_NANOS;
    private boolean acknowledgedAny;
    private boolean stop;
    private OptionalLong leavingSince = OptionalLong.empty();

    /**
     * @param number of the connection
     * @param ramp time until messages leave at the full rate
     */
    Drain(
            Broker.Session session,
            long number,
            Announcer announcer,
            Suspects suspects,
            Spool spool,
            LinkSettings settings,
            Mailbox mailbox,
            Standing standing,
            Duration ramp) {
        this.session = session;
        this.number = number;
        this.announcer = announcer;
        this.suspects = suspects;
        this.spool = spool;
        this.settings = settings;
        this.mailbox = mailbox;
        this.standing = standing;
        this.window = Math.max(1, Math.min(settings.window(), session.receiveMaximum()));
        int burst = Math.max(window, settings.perSecond() / 10);
        this.rate = new SendRate(settings.perSecond(), burst, ramp, System.nanoTime());
    }

    /** Returns when the link is being closed, or is to come back with another identity. */
    void run() throws BrokerException, SpoolException, InterruptedException {
        try {
            while (!stop && !hasLeft()) {
                expire();
                boolean starved = leavingSince.isEmpty() && fill();
                List<LinkEvent> batch = mailbox.await(patience(starved));
                Set<Long> gone = new LinkedHashSet<>(unforgotten);
                for (LinkEvent event : batch) {
                    handle(event, gone);
                }
                forget(gone);
                requireProgress();
                announcer.sayWhatIsDue(System.nanoTime());
            }
        } catch (BrokerException e) {
            if (!acknowledgedAny && e.fault() != LinkFault.STUCK) {
                suspects.hungUp(inFlight.keySet(), System.nanoTime());
            }
            throw e;
        }
    }

    /** Nothing is in flight any more, or it takes too long. */
    private boolean hasLeft() {
        return leavingSince.isPresent()
                && (inFlight.isEmpty() || System.nanoTime() - leavingSince.getAsLong() >= LEAVING_NANOS);
    }

    /** Sends until window, rate or spool is exhausted; true if only the rate holds messages back. */
    private boolean fill() throws BrokerException, SpoolException {
        int free = (suspects.careful() ? 1 : window) - inFlight.size();
        if (free <= 0) {
            return false;
        }
        int permits = rate.available(System.nanoTime());
        if (permits == 0) {
            return true;
        }
        Set<Long> known = new HashSet<>(inFlight.keySet());
        known.addAll(unforgotten);
        known.addAll(suspects.now(System.nanoTime()));
        List<SpooledMessage> page = spool.page(Math.min(free, permits), known);
        long sent = 0;
        for (SpooledMessage message : page) {
            if (send(message)) {
                sent++;
            }
        }
        if (sent > 0) {
            standing.progress(sent, inFlight.size());
        }
        return permits < free && page.size() == permits;
    }

    private boolean send(SpooledMessage message) throws BrokerException, SpoolException {
        long seq = message.seq();
        String topic = message.topic();
        byte[] payload = message.payload();
        if (payload.length + topic.length() + PACKET_OVERHEAD > session.maximumPacketSize()) {
            LOG.warn("seq={} topic={} bytes={} dropped=packet-too-large", seq, topic, payload.length);
            spool.rejected(List.of(seq));
            return false;
        }
        if (inFlight.isEmpty()) {
            lastProgress = System.nanoTime();
        }
        inFlight.put(seq, System.nanoTime());
        rate.take();
        session.publish(seq, topic, payload);
        return true;
    }

    private Duration patience(boolean starved) {
        long now = System.nanoTime();
        long patience = inFlight.isEmpty() ? IDLE_CHECK.toNanos() : Math.max(0, untilStuck(now));
        if (starved) {
            patience = Math.min(patience, rate.untilNext());
        }
        if (leavingSince.isPresent()) {
            patience = Math.min(patience, LEAVING_NANOS / 20);
        }
        return Duration.ofNanos(Math.min(patience, announcer.untilDue(now)));
    }

    private void handle(LinkEvent event, Set<Long> gone) throws BrokerException, SpoolException {
        if (event instanceof LinkEvent.Acknowledged acknowledged) {
            inFlight.remove(acknowledged.seq());
            gone.add(acknowledged.seq());
            lastProgress = System.nanoTime();
            acknowledgedAny = true;
            suspects.acknowledged();
        } else if (event instanceof LinkEvent.Refused refused && refused.session() == number) {
            refused(refused);
        } else if (event instanceof LinkEvent.Lost lost && lost.session() == number) {
            throw new BrokerException(lost.fault(), lost.reason());
        } else if (event instanceof LinkEvent.Announce announce) {
            announcer.changed(announce.what(), System.nanoTime());
        } else if (event instanceof LinkEvent.Renew) {
            leavingSince = OptionalLong.of(System.nanoTime());
        } else if (event instanceof LinkEvent.Stop) {
            stop = true;
        }
    }

    /** What can never be delivered is given up; everything else stays in the spool and is tried again. */
    private void refused(LinkEvent.Refused refused) throws BrokerException, SpoolException {
        int code = refused.code();
        long seq = refused.seq();
        if (code == TOPIC_NAME_INVALID || code == PACKET_TOO_LARGE || code == PAYLOAD_FORMAT_INVALID) {
            LOG.warn("seq={} dropped=refused code=0x{}", seq, Integer.toHexString(code));
            answered(seq);
            spool.rejected(List.of(seq));
            return;
        }
        String problem =
                "the broker refused message %d with code 0x%x; is this gateway allowed to publish on its topics?"
                        .formatted(seq, code);
        if (code == NOT_AUTHORISED && suspects.setAside(seq, System.nanoTime())) {
            LOG.warn("seq={} aside=refused code=0x{}", seq, Integer.toHexString(code));
            answered(seq);
            standing.failed(LinkFault.PUBLISH_REFUSED, problem);
            return;
        }
        throw new BrokerException(code == QUOTA_EXCEEDED ? LinkFault.BROKER_BUSY : LinkFault.PUBLISH_REFUSED, problem);
    }

    private void answered(long seq) {
        inFlight.remove(seq);
        lastProgress = System.nanoTime();
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
        standing.progress(0, inFlight.size());
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
        if (!inFlight.isEmpty() && untilStuck(System.nanoTime()) <= 0) {
            throw new BrokerException(
                    LinkFault.STUCK,
                    "no acknowledgement for %d ms with %d messages in flight; connecting anew"
                            .formatted(settings.acknowledgeTimeout().toMillis(), inFlight.size()));
        }
    }

    /** Until nothing was acknowledged for too long, or one message was passed over for twice that. */
    private long untilStuck(long now) {
        long timeout = settings.acknowledgeTimeout().toNanos();
        long oldest = inFlight.values().iterator().next();
        return Math.min(timeout - (now - lastProgress), 2 * timeout - (now - oldest));
    }
}
