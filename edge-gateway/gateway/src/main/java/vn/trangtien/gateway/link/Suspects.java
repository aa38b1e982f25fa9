package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that the broker does not take at present, so that one of them does not hold up all behind it. They stay in the spool and
 * are tried again after a while. Told the time; confined to the thread of the link.
 *
 * <p>A broker of MQTT 3.1.1 cannot say that it dislikes a message: it hangs up. When a connection ends that way before anything
 * was acknowledged, the next ones carry a single message, and one that sees {@value #LOSSES} connections die is set aside.
 */
final class Suspects {

    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);
    private static final int LOSSES = 3;
    private static final int MOST = 256;
    private static final Duration ASIDE = Duration.ofMinutes(10);

    private final Map<Long, Long> aside = new HashMap<>();
    private long suspect;
    private int losses;

    /** Messages that are not to be sent now; at most {@value #MOST}. */
    Set<Long> now(long nanos) {
        aside.values().removeIf(until -> until - nanos <= 0);
        return aside.keySet();
    }

    /** Whether only one message may be in flight, to find out whether it is the culprit. */
    boolean careful() {
        return losses > 0;
    }

    /** @return whether there was room for one more */
    boolean setAside(long seq, long nanos) {
        if (aside.size() >= MOST) {
            return false;
        }
        aside.put(seq, nanos + ASIDE.toNanos());
        return true;
    }

    /** Something was acknowledged, so the broker takes messages. */
    void acknowledged() {
        losses = 0;
    }

    /** The broker hung up with these in flight, the oldest first, and had acknowledged nothing over the connection. */
    void hungUp(Set<Long> inFlight, long nanos) {
        if (inFlight.isEmpty()) {
            return;
        }
        long first = inFlight.iterator().next();
        losses = first == suspect ? losses + 1 : 1;
        suspect = first;
        if (losses >= LOSSES && inFlight.size() == 1 && setAside(first, nanos)) {
            losses = 0;
            LOG.warn("seq={} aside={} reason=\"the broker hung up on it {} times\"", first, ASIDE, LOSSES);
        }
    }
}
