package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.Spool;

/**
 * Carries the spool to the cloud, and what the cloud has to say to an {@link Inbox}.
 *
 * <p>One thread owns everything in flight; callbacks of the client library only leave a note in its mailbox. That is why no
 * acknowledgement can be lost between sending and noting. Messages in flight when a connection ends are sent again, with the
 * same number, by the next one. All methods may be called from any thread.
 */
public final class CloudLink implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final LinkSettings settings;
    private final Credentials credentials;
    private final Arrivals arrivals;
    private final Mailbox mailbox = new Mailbox();
    private final Standing standing = new Standing();
    private final LinkLoop loop;
    private final Thread thread;

    private volatile Announcements announcements;

    CloudLink(
            String name,
            Broker broker,
            Announcements announcements,
            Inbox inbox,
            TimeGate time,
            Spool spool,
            LinkSettings settings,
            RandomGenerator random) {
        this.announcements = announcements;
        this.settings = settings;
        this.credentials = new Credentials(broker);
        this.arrivals = new Arrivals(name, inbox);
        this.loop = new LinkLoop(
                name, credentials, this::announcements, arrivals, time, spool, settings, random, mailbox, standing);
        this.thread = new Thread(loop, name + "/link");
        this.thread.setDaemon(true);
    }

    /**
     * A link over TLS with the identity's certificate; not started.
     *
     * @param inbox takes what is sent to this gateway, from the moment its birth is acknowledged
     * @param time holds the first connection back
     * @param random spreads reconnections over a fleet
     * @throws EnrolmentException if the identity's key cannot be used
     */
    public static CloudLink overTls(
            GatewayIdentity identity,
            Announcements announcements,
            Inbox inbox,
            TimeGate time,
            Spool spool,
            LinkSettings settings,
            RandomGenerator random)
            throws EnrolmentException {
        Broker broker = broker(identity, announcements, settings);
        return new CloudLink(identity.clientId(), broker, announcements, inbox, time, spool, settings, random);
    }

    private static Broker broker(GatewayIdentity identity, Announcements announcements, LinkSettings settings)
            throws EnrolmentException {
        return new PahoBroker(Dial.of(identity, announcements.willTopic(), settings, announcements.clock()));
    }

    private Announcements announcements() {
        return announcements;
    }

    public void start() {
        thread.start();
    }

    /** Tells the link that the spool holds something new; returns at once. */
    public void wake() {
        mailbox.add(new LinkEvent.Wake());
    }

    /**
     * Tells the link that this is what the gateway is from now on: a connected one says so, with a new BIRTH, when nothing has changed
     * for 30 seconds. Returns at once.
     */
    public void announce(Announcements changed) {
        announcements = changed;
        mailbox.add(new LinkEvent.Announce(Announcement.BIRTH));
    }

    /** Tells the link that the set of applications may have changed: APPS is sent if it did, as {@link #announce} says BIRTH. */
    public void applicationsChanged() {
        mailbox.add(new LinkEvent.Announce(Announcement.APPS));
    }

    /**
     * Goes on with another certificate: lets what is in flight arrive, says goodbye, and connects anew at once. If the broker refuses
     * the new certificate, the earlier one is used again, as long as the process lives; so keep it until this says that all is well.
     *
     * @param identity of the same gateway
     * @return {@link LinkFault#NONE} when connected with the new certificate, or why it was given up; open while the broker cannot be
     *     reached, but {@link LinkFault#NO_ANSWER} once another certificate takes its place
     * @throws EnrolmentException if the identity's key cannot be used; nothing has changed then
     */
    public CompletableFuture<LinkFault> renew(GatewayIdentity identity) throws EnrolmentException {
        CompletableFuture<LinkFault> verdict = renew(broker(identity, announcements, settings));
        return verdict.copy();
    }

    CompletableFuture<LinkFault> renew(Broker broker) {
        CompletableFuture<LinkFault> verdict = credentials.renew(broker);
        mailbox.add(new LinkEvent.Renew());
        return verdict;
    }

    public LinkStatus status() {
        return standing.status();
    }

    /** Says goodbye if connected, and stops; takes at most about 1.6 seconds. */
    @Override
    public void close() {
        loop.stop();
        if (status().state() != State.CONNECTED) {
            thread.interrupt();
        }
        try {
            thread.join(GRACE.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LinkLoop.FAREWELL.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        arrivals.close();
    }
}
