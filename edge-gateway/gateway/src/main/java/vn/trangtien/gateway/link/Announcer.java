package vn.trangtien.gateway.link;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says over one connection what the gateway is: at its begin, and again after something about it has changed; then once, when the
 * changes have ended for a while, as Kura does. Told the time; confined to the thread of the link.
 */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Broker.Session session;
    private final Supplier<Announcements> announcements;
    private final LinkSettings settings;
    private final Set<Announcement> waiting = EnumSet.noneOf(Announcement.class);
    private String told = "";
    private long due;

    Announcer(Broker.Session session, Supplier<Announcements> announcements, LinkSettings settings) {
        this.session = session;
        this.announcements = announcements;
        this.settings = settings;
    }

    /** Says everything now. */
    void born() throws BrokerException, InterruptedException {
        say(Announcement.BIRTH);
    }

    void changed(Announcement what, long now) {
        waiting.add(what);
        due = now + settings.announceAfter().toNanos();
    }

    /** Nanoseconds until something is to be said. */
    long untilDue(long now) {
        return waiting.isEmpty() ? Long.MAX_VALUE : Math.max(0, due - now);
    }

    /** A birth tells the applications too; an unchanged set of them is not told again. */
    void sayWhatIsDue(long now) throws BrokerException, InterruptedException {
        if (untilDue(now) > 0) {
            return;
        }
        boolean birth = waiting.contains(Announcement.BIRTH);
        waiting.clear();
        if (birth) {
            say(Announcement.BIRTH);
        } else if (!announcements.get().applicationIds().equals(told)) {
            say(Announcement.APPS);
        }
    }

    private void say(Announcement what) throws BrokerException, InterruptedException {
        Announcements now = announcements.get();
        told = now.applicationIds();
        session.publishAndWait(now.topic(what), now.birth(), settings.connectTimeout());
        LOG.debug("announced={} applications={}", what, told);
    }
}
