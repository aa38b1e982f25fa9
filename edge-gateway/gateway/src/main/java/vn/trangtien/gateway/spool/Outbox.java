package vn.trangtien.gateway.spool;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.request.Notification;
import vn.trangtien.wire.request.Reply;

/**
 * Where measurements, pictures, events and answers are put. Never throws for a full or broken disk: measuring goes on, and what
 * the disk does not take waits in a bounded memory, the more important the longer. What was lost is counted. Thread-safe.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final String gateway;
    private final Spool spool;
    private final Runnable wake;
    private final AtomicLong lost = new AtomicLong();
    private volatile String refusal = "";

    /** @param wake tells the link that there is something to send */
    public Outbox(String gateway, Spool spool, Runnable wake) {
        this.gateway = gateway;
        this.spool = spool;
        this.wake = wake;
    }

    /**
     * Keeps a message for the cloud.
     *
     * @return its number if it is durable; empty if it waits in memory, gave way or was lost
     */
    public OptionalLong put(Priority priority, KuraTopic topic, KuraPayload payload) {
        return put(new NewMessage(priority, topic, payload), () -> spool.append(priority, topic, payload));
    }

    /** As {@link #put}, with one wait for the disk. */
    public void putAll(List<NewMessage> messages) {
        try {
            spool.append(messages);
            refusal = "";
            wake.run();
        } catch (SpoolException oneOrAll) {
            messages.forEach(one -> put(one.priority(), one.topic(), one.payload()));
        }
    }

    /** Keeps an answer for whoever asked: it leaves first, has no number and is given up after ten minutes. */
    public void reply(Reply reply) {
        unnumbered(reply.topic(), reply.toPayload());
    }

    /** Keeps news of long work for whoever asked for it, as a reply. */
    public void notify(Notification notification) {
        unnumbered(notification.topic(), notification.payload());
    }

    private void unnumbered(KuraTopic topic, KuraPayload bare) {
        KuraPayload payload = bare.timestampMs().isPresent()
                ? bare
                : bare.toBuilder().timestampMs(spool.clock().wall().millis()).build();
        var unused = put(new NewMessage(Priority.REPLY, topic, payload), () -> {
            spool.appendUnnumbered(topic, payload);
            return OptionalLong.empty();
        });
    }

    /**
     * Keeps a report of what was given up, if there is something to tell and no such report waits.
     *
     * @see Spool#appendReport
     */
    public OptionalLong report(
            Priority priority, KuraTopic topic, int most, Function<List<EvictedRange>, KuraPayload> report)
            throws SpoolException {
        OptionalLong number = spool.appendReport(priority, topic, most, report);
        if (number.isPresent()) {
            wake.run();
        }
        return number;
    }

    /** One way to store a message. */
    @FunctionalInterface
    private interface Storing {
        OptionalLong run() throws SpoolException;
    }

    private OptionalLong put(NewMessage message, Storing storing) {
        try {
            OptionalLong number = storing.run();
            refusal = "";
            wake.run();
            return number;
        } catch (SpoolException e) {
            switch (e.reason()) {
                case CLOSED -> lost.incrementAndGet();
                case MESSAGE_TOO_LARGE -> refused(e);
                default -> {
                    lost.addAndGet(spool.shelter(message.priority(), message.topic(), message.payload()));
                    wake.run();
                }
            }
            return OptionalLong.empty();
        }
    }

    private void refused(SpoolException e) {
        lost.incrementAndGet();
        String reason = String.valueOf(e.getMessage());
        if (refusal.isEmpty()) {
            LOG.error("gateway={} spool=refused reason=\"{}\"", gateway, reason);
        }
        refusal = reason;
    }

    /** Messages that could be kept neither on the disk nor in memory. */
    public long lost() {
        return lost.get();
    }

    /** Why the last message could not be kept on the disk; empty if it could. */
    public String problem() {
        String disk = spool.problem();
        return disk.isEmpty() ? refusal : disk;
    }
}
