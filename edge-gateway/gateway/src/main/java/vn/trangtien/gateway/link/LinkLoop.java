package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;

/**
 * The work of the link's thread: connect, announce, drain, and start over when the connection ends. Nothing but an interrupt ends it.
 */
final class LinkLoop implements Runnable {

    /** How long a goodbye may take. */
    static final Duration FAREWELL = Duration.ofMillis(600);

    private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);

    private final String name;
    private final Credentials credentials;
    private final Supplier<Announcements> announcements;
    private final Arrivals arrivals;
    private final TimeGate time;
    private final Spool spool;
    private final LinkSettings settings;
    private final RandomGenerator random;
    private final Mailbox mailbox;
    private final Standing standing;
    private final Backoff backoff;
    private final Suspects suspects = new Suspects();

    private volatile boolean stopping;
    private long sessions;
    private OptionalLong upSince = OptionalLong.empty();

    LinkLoop(
            String name,
            Credentials credentials,
            Supplier<Announcements> announcements,
            Arrivals arrivals,
            TimeGate time,
            Spool spool,
            LinkSettings settings,
            RandomGenerator random,
            Mailbox mailbox,
            Standing standing) {
        this.name = name;
        this.credentials = credentials;
        this.announcements = announcements;
        this.arrivals = arrivals;
        this.time = time;
        this.spool = spool;
        this.settings = settings;
        this.random = random;
        this.mailbox = mailbox;
        this.standing = standing;
        this.backoff = new Backoff(settings.firstRetry(), settings.lastRetry(), random);
    }

    void stop() {
        stopping = true;
        mailbox.add(new LinkEvent.Stop());
    }

    @Override
    public void run() {
        try {
            awaitTime();
            while (!stopping) {
                connectAndDrain();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            standing.enter(State.STOPPED);
        }
    }

    private void awaitTime() throws InterruptedException {
        standing.enter(State.WAITING_FOR_TIME);
        if (!time.await(settings.timeSyncWait())) {
            standing.failed(
                    LinkFault.CLOCK,
                    "the clock was not synchronised within %d s"
                            .formatted(settings.timeSyncWait().toSeconds()));
            LOG.warn("gateway={} clock=not-synchronised waited={}", name, settings.timeSyncWait());
        }
    }

    /** One connection from beginning to end, and the wait after it. */
    private void connectAndDrain() throws InterruptedException {
        Broker broker = credentials.current();
        upSince = OptionalLong.empty();
        LinkFault fault = LinkFault.NONE;
        try {
            serve(broker);
        } catch (BrokerException e) {
            fault = failed(e.fault(), e);
        } catch (SpoolException e) {
            fault = failed(LinkFault.SPOOL, e);
        } catch (RuntimeException e) {
            LOG.error("gateway={} link=failed", name, e);
            fault = failed(LinkFault.INTERNAL, e);
        }
        // Otherwise a broker that accepts and hangs up at once would be called once a second.
        if (upSince.isPresent()
                && System.nanoTime() - upSince.getAsLong()
                        >= settings.stableAfter().toNanos()) {
            backoff.reset();
        }
        if (fault == LinkFault.NONE || stopping) {
            return;
        }
        if (credentials.failed(broker, fault)) {
            LOG.warn("gateway={} identity=earlier reason=\"the new one is not accepted\" fault={}", name, fault);
        } else {
            rest(fault.isRefusal() ? backoff.nextAfterRefusal() : backoff.next());
        }
    }

    private LinkFault failed(LinkFault fault, Exception reason) {
        standing.failed(fault, String.valueOf(reason.getMessage()));
        LOG.warn("gateway={} link=down fault={} reason=\"{}\"", name, fault, reason.getMessage());
        return fault;
    }

    private void serve(Broker broker) throws BrokerException, SpoolException, InterruptedException {
        long number = ++sessions;
        standing.enter(State.CONNECTING);
        Broker.Session session = broker.connect(new Notes(number));
        try {
            var announcer = new Announcer(session, announcements, settings);
            announcer.born();
            credentials.proven(broker);
            listen(session);
            standing.connected();
            upSince = OptionalLong.of(System.nanoTime());
            LOG.info("gateway={} link=up connects={}", name, standing.status().connects());
            Duration ramp = Duration.ofNanos(
                    (long) (random.nextDouble() * settings.longestRamp().toNanos()));
            new Drain(session, number, announcer, suspects, spool, settings, mailbox, standing, ramp).run();
            session.leave(
                    announcements.get().departureTopic(), announcements.get().departure(), FAREWELL);
        } finally {
            session.abort();
        }
    }

    /** After the birth, as Kura does. A broker that grants nothing still takes the measurements. */
    private void listen(Broker.Session session) throws BrokerException, InterruptedException {
        String filter = announcements.get().inboxFilter();
        if (!session.subscribe(filter, settings.connectTimeout())) {
            LOG.warn("gateway={} filter={} granted=false remedy=\"allow it to this gateway\"", name, filter);
        }
    }

    /** Waits out the back-off; what is appended meanwhile stays in the spool. */
    private void rest(Duration pause) throws InterruptedException {
        standing.enter(State.WAITING);
        long until = System.nanoTime() + pause.toNanos();
        while (!stopping) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return;
            }
            for (LinkEvent event : mailbox.await(Duration.ofNanos(left))) {
                if (event instanceof LinkEvent.Acknowledged late) {
                    forget(late.seq());
                } else if (event instanceof LinkEvent.Renew) {
                    until = System.nanoTime();
                }
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
            mailbox.add(new LinkEvent.Acknowledged(seq));
        }

        @Override
        public void refused(long seq, int code) {
            mailbox.add(new LinkEvent.Refused(session, seq, code));
        }

        @Override
        public void arrived(String topic, byte[] payload, Runnable acknowledge) {
            arrivals.offer(topic, payload, acknowledge);
        }

        @Override
        public void lost(LinkFault fault, String reason) {
            mailbox.add(new LinkEvent.Lost(session, fault, reason));
        }
    }
}
