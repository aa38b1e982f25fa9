package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;

/**
 * Carries the spool to the cloud: connects, announces the gateway, drains, and starts over when the connection ends.
 *
 * <p>One thread owns everything in flight; callbacks of the client library only leave a note in its queue. That is why no
 * acknowledgement can be lost between sending and noting. Messages in flight when a connection ends are sent again, with the
 * same number, by the next one.
 */
public final class CloudLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CloudLink.class);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofMillis(600);

    private final String name;
    private final Broker broker;
    private final Arrivals arrivals;
    private final TimeGate time;
    private final Spool spool;
    private final LinkSettings settings;
    private final Backoff backoff;
    private final BlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final AtomicBoolean wakePending = new AtomicBoolean();
    private final Thread thread;

    private volatile Announcements announcements;
    private volatile boolean stopping;
    private volatile LinkStatus status = new LinkStatus(State.STOPPED, 0, 0, 0, "");
    private long sessions;

    CloudLink(
            String name,
            Broker broker,
            Announcements announcements,
            Inbox inbox,
            TimeGate time,
            Spool spool,
            LinkSettings settings,
            RandomGenerator random) {
        this.name = name;
        this.broker = broker;
        this.announcements = announcements;
        this.arrivals = new Arrivals(name, inbox);
        this.time = time;
        this.spool = spool;
        this.settings = settings;
        this.backoff = new Backoff(settings.firstRetry(), settings.lastRetry(), random);
        this.thread = new Thread(this::run, name + "/link");
        this.thread.setDaemon(true);
    }

    /** A link that takes no requests and trusts the clock; not started. */
    public static CloudLink overTls(
            GatewayIdentity identity,
            Announcements announcements,
            Spool spool,
            LinkSettings settings,
            RandomGenerator random)
            throws EnrolmentException {
        return overTls(identity, announcements, Inbox.NONE, TimeGate.OPEN, spool, settings, random);
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
        var broker = new PahoBroker(
                identity.broker(), identity.clientId(), announcements.willTopic(), identity.sslContext(), settings);
        return new CloudLink(identity.clientId(), broker, announcements, inbox, time, spool, settings, random);
    }

    public void start() {
        thread.start();
    }

    /** Tells the link that the spool holds something new. Any thread; returns at once. */
    public void wake() {
        if (wakePending.compareAndSet(false, true)) {
            events.add(new LinkEvent.Wake());
        }
    }

    /**
     * Tells the link that this is what the gateway is from now on: a connected one says so, with a new BIRTH, when nothing has changed
     * for 30 seconds. Any thread; returns at once.
     */
    public void announce(Announcements changed) {
        announcements = changed;
        events.add(new LinkEvent.Announce(Announcement.BIRTH));
    }

    /** Tells the link that the set of applications may have changed: APPS is sent if it did, as {@link #announce} says BIRTH. */
    public void applicationsChanged() {
        events.add(new LinkEvent.Announce(Announcement.APPS));
    }

    public LinkStatus status() {
        return status;
    }

    /** Says goodbye if connected, and stops; takes at most about 1.6 seconds. */
    @Override
    public void close() {
        stopping = true;
        events.add(new LinkEvent.Stop());
        if (status.state() != State.CONNECTED) {
            thread.interrupt();
        }
        try {
            thread.join(GRACE.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(FAREWELL.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        arrivals.close();
    }

    private void run() {
        try {
            awaitTime();
            while (!stopping) {
                connectAndDrain();
                if (!stopping) {
                    rest(backoff.next());
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            setState(State.STOPPED);
        }
    }

    private void awaitTime() throws InterruptedException {
        setState(State.WAITING_FOR_TIME);
        if (!time.await(settings.timeSyncWait())) {
            LOG.warn("gateway={} clock=not-synchronised waited={}", name, settings.timeSyncWait());
        }
    }

    private void connectAndDrain() throws InterruptedException {
        long number = ++sessions;
        setState(State.CONNECTING);
        Broker.Session session = null;
        try {
            session = broker.connect(new Notes(number));
            var announcer = new Announcer(session, () -> announcements, settings);
            announcer.born();
            listen(session);
            connected();
            new Drain(session, number, announcer, spool, settings, events, wakePending, this::progress).run();
            session.leave(announcements.departureTopic(), announcements.departure(), FAREWELL);
        } catch (BrokerException | SpoolException e) {
            failed(e.getMessage());
            LOG.warn("gateway={} link=down reason=\"{}\"", name, e.getMessage());
        } finally {
            if (session != null) {
                session.abort();
            }
        }
    }

    /** After the birth, as Kura does. A broker that grants nothing still takes the measurements. */
    private void listen(Broker.Session session) throws BrokerException, InterruptedException {
        String filter = announcements.inboxFilter();
        if (!session.subscribe(filter, settings.connectTimeout())) {
            LOG.warn("gateway={} filter={} granted=false remedy=\"allow it to this gateway\"", name, filter);
        }
    }

    private void connected() {
        backoff.reset();
        LinkStatus now = status;
        status = new LinkStatus(State.CONNECTED, now.connects() + 1, now.sent(), 0, now.lastError());
        LOG.info("gateway={} link=up connects={}", name, status.connects());
    }

    private void progress(long sentMore, int inFlight) {
        LinkStatus now = status;
        status = new LinkStatus(now.state(), now.connects(), now.sent() + sentMore, inFlight, now.lastError());
    }

    private void failed(@Nullable String reason) {
        LinkStatus now = status;
        status = new LinkStatus(now.state(), now.connects(), now.sent(), 0, String.valueOf(reason));
    }

    private void setState(State state) {
        LinkStatus now = status;
        status = new LinkStatus(state, now.connects(), now.sent(), 0, now.lastError());
    }

    /** Waits out the back-off; what is appended meanwhile stays in the spool. */
    private void rest(Duration pause) throws InterruptedException {
        setState(State.WAITING);
        long until = System.nanoTime() + pause.toNanos();
        while (!stopping) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return;
            }
            LinkEvent event = events.poll(left, TimeUnit.NANOSECONDS);
            if (event instanceof LinkEvent.Wake) {
                wakePending.set(false);
            } else if (event instanceof LinkEvent.Acknowledged late) {
                forget(late.seq());
            }
        }
    }

    /** An acknowledgement that came while the connection ended; without it the message would only be sent once more. */
    private void forget(long seq) {
        try {
            spool.delivered(List.of(seq));
        } catch (SpoolException e) {
            LOG.warn("gateway={} seq={} spool=\"{}\"", name, seq, e.getMessage());
        }
    }

    /** Leaves a note for the link's thread, from whatever thread the client library calls on. */
    private final class Notes implements Broker.Events {

        private final long session;

        Notes(long session) {
            this.session = session;
        }

        @Override
        public void acknowledged(long seq) {
            events.add(new LinkEvent.Acknowledged(seq));
        }

        @Override
        public void refused(long seq, int code) {
            events.add(new LinkEvent.Refused(seq, code));
        }

        @Override
        public void arrived(String topic, byte[] payload, Runnable acknowledge) {
            arrivals.offer(topic, payload, acknowledge);
        }

        @Override
        public void lost(String reason) {
            events.add(new LinkEvent.Lost(session, reason));
        }
    }
}
