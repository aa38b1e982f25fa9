package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vn.trangtien.wire.request.Authorities;

/**
 * Turns a label into a certificate. The key is made here and never leaves; it is kept before the first request, so a repetition
 * after a power cut asks for the same certificate and gets it.
 */
public final class Enrolment {

    /** Lets time pass between two questions; a test lets none pass. */
    @FunctionalInterface
    public interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final int TIME_SYNC_SECONDS = 60;

    private final IdentityStore store;
    private final Clock clock;
    private final Pause pause;
    private final Consumer<Duration> waiting;

    /**
     * @param waiting told how long until the next question, each time the office has not agreed yet
     */
    public Enrolment(IdentityStore store, Clock clock, Pause pause, Consumer<Duration> waiting) {
        this.store = store;
        this.clock = clock;
        this.pause = pause;
        this.waiting = waiting;
    }

    /** Waits in real time and says nothing. */
    public Enrolment(IdentityStore store, Clock clock) {
        this(store, clock, time -> Thread.sleep(time.toMillis()), time -> {});
    }

    /**
     * Enrols, or returns the identity of an earlier enrolment of the same gateway without asking again. With another code than
     * the earlier one, it enrols anew, with a new key; until that has succeeded, the earlier identity stays.
     *
     * @param hardwareId which board this is: {@link HardwareId#ofThisMachine()}
     * @param patience how long to wait for the office to agree
     * @throws EnrolmentException if the door refuses or answers with something unusable; it may be repeated
     */
    public GatewayIdentity enrol(Label label, String hardwareId, Duration patience)
            throws EnrolmentException, InterruptedException {
        Optional<GatewayIdentity> earlier = store.load();
        try {
            if (earlier.isPresent()) {
                GatewayIdentity same = requireSame(earlier.get(), label);
                if (!store.isOtherCode(label.code())) {
                    return same;
                }
            }
            // A new code means that the identity was withdrawn, and its key may be in somebody else's hands.
            KeyPair pair = earlier.isPresent() ? store.nextKeyPair() : store.keyPair();
            KnownTime time = store.knownTime(clock);
            awaitTime(time);
            EstClient stranger = EstClient.at(label, time);
            List<X509Certificate> authorities = stranger.authorities();
            requirePinned(authorities, label);
            X509Certificate own = ask(stranger, label, pair, hardwareId, patience);
            requireOurs(own, pair, label.gateway(), authorities, time);
            EstClient.Settings settings = EstClient.at(label.door(), pair.getPrivate(), own, authorities, time)
                    .settings();
            if (!settings.clientId().equals(label.gateway())) {
                throw new EnrolmentException("the certificate is for '%s', but the door says the gateway is '%s'"
                        .formatted(label.gateway(), settings.clientId()));
            }
            var identity = new GatewayIdentity(
                    settings.account(),
                    settings.clientId(),
                    settings.mqttUrl(),
                    pair.getPrivate(),
                    List.of(own),
                    authorities,
                    Optional.of(label.door()));
            store.save(identity, label.code());
            time.save();
            return identity;
        } catch (IOException e) {
            throw new EnrolmentException(
                    "could not enrol at %s: %s; check address, label and network and try again"
                            .formatted(label.door(), reason(e)),
                    e);
        } catch (GeneralSecurityException e) {
            throw new EnrolmentException("could not make or read keys: " + e.getMessage(), e);
        }
    }

    /** A board without a battery learns the time from the network soon after it started; later it is not worth waiting for. */
    private void awaitTime(KnownTime time) throws InterruptedException {
        for (int second = 0; second < TIME_SYNC_SECONDS && time.isClockWrong(); second++) {
            pause.pass(Duration.ofSeconds(1));
        }
    }

    private static GatewayIdentity requireSame(GatewayIdentity earlier, Label label) throws EnrolmentException {
        if (!earlier.clientId().equals(label.gateway())) {
            throw new EnrolmentException(
                    "this device is gateway '%s' already, but the label is for '%s'; remove the identity folder first"
                            .formatted(earlier.clientId(), label.gateway()));
        }
        return earlier;
    }

    private X509Certificate ask(EstClient door, Label label, KeyPair pair, String hardwareId, Duration patience)
            throws IOException, InterruptedException, EnrolmentException {
        Duration waited = Duration.ZERO;
        while (true) {
            EstClient.Answer answer = door.enrol(label, pair, hardwareId);
            if (answer instanceof EstClient.Answer.Certificate given) {
                return given.certificate();
            }
            Duration wait = ((EstClient.Answer.Later) answer).after();
            waited = waited.plus(wait);
            if (waited.compareTo(patience) > 0) {
                throw new EnrolmentException(
                        "the office has not agreed yet; run the same command again later, the request stays open");
            }
            waiting.accept(wait);
            pause.pass(wait);
        }
    }

    private static void requirePinned(List<X509Certificate> authorities, Label label)
            throws EnrolmentException, CertificateException {
        for (X509Certificate authority : authorities) {
            if (PinnedTrust.fingerprint(authority).equals(label.fingerprint())) {
                return;
            }
        }
        throw new EnrolmentException(
                "none of the door's authorities has the fingerprint on the label; it may be somebody else's door");
    }

    /** Whether it is for this key and name, by the city's authority, and valid now. */
    static void requireOurs(
            X509Certificate certificate,
            KeyPair pair,
            String gateway,
            List<X509Certificate> authorities,
            KnownTime time)
            throws EnrolmentException, GeneralSecurityException {
        if (!certificate.getPublicKey().equals(pair.getPublic())) {
            throw new EnrolmentException("the door's certificate is for another key; ask the office for a new code");
        }
        String name = GatewayIdentity.commonName(certificate);
        if (!name.equals(gateway)) {
            throw new EnrolmentException(
                    "the door's certificate is for '%s', but must be for '%s'".formatted(name, gateway));
        }
        try {
            Authorities.requireIssued(certificate, authorities);
        } catch (GeneralSecurityException e) {
            throw new EnrolmentException(
                    "the door's certificate is not signed by the city's authority: " + e.getMessage(), e);
        }
        Instant now = time.toJudge(certificate);
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now) || begin.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new EnrolmentException(
                    "the certificate is valid from %s to %s, but the clock of this gateway says %s; set the clock"
                            .formatted(begin, end, now));
        }
    }

    /** The innermost reason says most: TLS wraps it several times. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null || message.isBlank() ? innermost.getClass().getSimpleName() : message;
    }
}
