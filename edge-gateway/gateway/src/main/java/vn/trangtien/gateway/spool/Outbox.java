package vn.trangtien.gateway.spool;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/**
 * Where measurements, pictures and events are put. Never throws for a full disk: measuring goes on, what could not be kept is
 * counted, and the log says so once when it begins and once when it ends. Thread-safe.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final String gateway;
    private final Spool spool;
    private final Runnable wake;
    private final AtomicLong lost = new AtomicLong();
    private volatile String problem = "";

    /** @param wake tells the link that there is something to send */
    public Outbox(String gateway, Spool spool, Runnable wake) {
        this.gateway = gateway;
        this.spool = spool;
        this.wake = wake;
    }

    /** Keeps a message for the cloud; durable once this returns, unless it was counted as lost. */
    public void put(Priority priority, KuraTopic topic, KuraPayload payload) {
        try {
            spool.append(priority, topic, payload);
            if (!problem.isEmpty()) {
                LOG.info("gateway={} spool=recovered lost={}", gateway, lost.get());
                problem = "";
            }
            wake.run();
        } catch (SpoolException e) {
            lost.incrementAndGet();
            if (e.reason() == SpoolException.Reason.CLOSED) {
                return;
            }
            String reason = String.valueOf(e.getMessage());
            if (problem.isEmpty()) {
                LOG.error("gateway={} spool=failing reason=\"{}\"", gateway, reason);
            }
            problem = reason;
        }
    }

    /** Messages that could not be kept because the spool failed. */
    public long lost() {
        return lost.get();
    }

    /** Why the last message could not be kept; empty if it could. */
    public String problem() {
        return problem;
    }
}
