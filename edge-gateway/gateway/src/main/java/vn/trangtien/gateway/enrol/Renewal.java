package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the certificate when two thirds of its life are over, with the old one, and tries again about once a day until it has
 * succeeded. The new one takes over only after it has proved to work; until then, and if it never does, the old one stays.
 *
 * <p>One thread at a time calls {@link #step}.
 */
public final class Renewal {

    /** Whether the gateway can live with a new certificate. */
    @FunctionalInterface
    public interface Trial {
        /** @return whether it works; may take as long as a connection takes */
        boolean works(GatewayIdentity identity) throws InterruptedException;
    }

    /** Asks the door; in tests, somebody else. */
    @FunctionalInterface
    interface DoorStep {
        X509Certificate renew(GatewayIdentity present, KeyPair pair)
                throws IOException, GeneralSecurityException, EnrolmentException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final Duration RETRY = Duration.ofDays(1);
    /** With so little left, a day is too long. */
    private static final Duration HURRY = Duration.ofDays(3);

    private static final Duration HURRIED_RETRY = Duration.ofHours(1);

    private final IdentityStore store;
    private final Clock clock;
    private final RandomGenerator random;
    private final DoorStep door;
    private final Trial trial;
    private Instant notBefore = Instant.MIN;
    private volatile String problem = "";

    Renewal(IdentityStore store, Clock clock, RandomGenerator random, DoorStep door, Trial trial) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.door = door;
        this.trial = trial;
    }

    /**
     * Renewal over the network.
     *
     * @param hardwareId asked at each renewal, for the board may have been exchanged
     */
    public static Renewal of(
            IdentityStore store, Supplier<String> hardwareId, Clock clock, RandomGenerator random, Trial trial) {
        KnownTime time = store.knownTime(clock);
        return new Renewal(store, clock, random, (present, pair) -> ask(present, pair, hardwareId.get(), time), trial);
    }

    private static X509Certificate ask(GatewayIdentity present, KeyPair pair, String hardwareId, KnownTime time)
            throws IOException, GeneralSecurityException, EnrolmentException, InterruptedException {
        URI address = present.door()
                .orElseThrow(() -> new EnrolmentException("the identity names no door; enrol again with a new code"));
        EstClient client = EstClient.at(address, present.key(), present.certificate(), present.authorities(), time);
        EstClient.Answer answer = client.renew(present.clientId(), pair, hardwareId);
        if (!(answer instanceof EstClient.Answer.Certificate given)) {
            throw new EnrolmentException("the door asks to come again later");
        }
        Enrolment.requireOurs(given.certificate(), pair, present.clientId(), present.authorities(), time);
        time.save();
        return given.certificate();
    }

    /** When renewal is due for a certificate: after two thirds of its life. */
    public static Instant due(X509Certificate certificate) {
        Instant begin = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(begin, certificate.getNotAfter().toInstant());
        return begin.plus(life.multipliedBy(2).dividedBy(3));
    }

    /** What stood in the way of the last attempt; empty if it succeeded. Any thread. */
    public String problem() {
        return problem;
    }

    /**
     * Renews if it is time to.
     *
     * @return when to call again, at the latest; earlier does no harm
     */
    public Instant step() throws InterruptedException {
        try {
            Optional<GatewayIdentity> present = store.load();
            if (present.isEmpty() || present.get().door().isEmpty()) {
                return clock.instant().plus(RETRY);
            }
            Instant now = clock.instant();
            Instant due = due(present.get().certificate());
            if (now.isBefore(due) && store.next().isEmpty()) {
                return due;
            }
            if (now.isBefore(notBefore)) {
                return notBefore;
            }
            attempt(present.get());
        } catch (IOException | GeneralSecurityException | EnrolmentException e) {
            problem = Enrolment.reason(e);
            LOG.warn("event=renewal-failed reason=\"{}\"", problem);
        }
        return settle();
    }

    private void attempt(GatewayIdentity present)
            throws IOException, GeneralSecurityException, EnrolmentException, InterruptedException {
        GatewayIdentity next = store.next()
                .filter(earlier ->
                        earlier.certificate().getNotAfter().toInstant().isAfter(clock.instant()))
                .orElse(null);
        if (next == null) {
            KeyPair pair = store.nextKeyPair();
            X509Certificate certificate = door.renew(present, pair);
            next = new GatewayIdentity(
                    present.account(),
                    present.clientId(),
                    present.broker(),
                    pair.getPrivate(),
                    List.of(certificate),
                    present.authorities(),
                    present.door());
            store.saveNext(next);
        }
        if (!trial.works(next)) {
            store.dropNext();
            throw new EnrolmentException("the broker does not accept the new certificate; the old one stays in use");
        }
        store.confirmNext();
        problem = "";
        LOG.info("event=renewed until={}", next.certificate().getNotAfter().toInstant());
    }

    /** A fleet that was enrolled on one day shall not come back on one minute. */
    private Instant settle() {
        Instant now = clock.instant();
        if (problem.isEmpty()) {
            notBefore = Instant.MIN;
            return now;
        }
        Duration wait = RETRY;
        try {
            Optional<GatewayIdentity> present = store.load();
            if (present.isPresent()
                    && present.get().certificate().getNotAfter().toInstant().isBefore(now.plus(HURRY))) {
                wait = HURRIED_RETRY;
            }
        } catch (EnrolmentException unreadable) {
            LOG.warn("event=identity-unreadable reason=\"{}\"", unreadable.getMessage());
        }
        long millis = wait.toMillis();
        notBefore = now.plusMillis(millis * 3 / 4 + random.nextLong(Math.max(1, millis / 2)));
        return notBefore;
    }
}
