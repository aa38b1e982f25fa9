package vn.trangtien.sim.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import vn.trangtien.sim.pki.Authority.Validity;

/**
 * The running infrastructure: root and issuing authority, OCSP responder and time stamper. Thread-safe. Closing it stops the servers;
 * opening the same folder again goes on where it ended, with the same keys and addresses.
 */
public final class SimulatedPki implements AutoCloseable {

    /** How long a certificate is good unless said otherwise. */
    public static final Duration USUAL_VALIDITY = Duration.ofDays(3 * 365);

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final String CERTIFICATE = "application/pkix-cert";

    private final PkiFolder folder;
    private final Clock clock;
    private final PkiServer server;
    private final PkiAddresses addresses;
    private final Authorities authorities;
    private final Authority issuer;
    private final Journal journal;
    private final PkiFaults faults = new PkiFaults();

    private SimulatedPki(PkiFolder folder, PkiSettings settings, PkiServer server, Clock clock)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.server = server;
        this.clock = clock;
        addresses = new PkiAddresses(server.port());
        boolean anew = folder.port().isEmpty();
        journal = folder.journal(anew);
        authorities =
                anew ? Authorities.create(folder, settings, addresses, clock.instant()) : Authorities.load(folder);
        if (anew) {
            journal.issued(timeStamper().getSerialNumber(), clock.instant());
            folder.finish(addresses.port());
        }
        issuer = authorities.issuer(addresses);
        serve();
    }

    /**
     * Starts the authorities of a folder, at the port that they have always had.
     *
     * @param clock of certificates, lists, answers and time stamps
     * @throws IOException if the folder cannot be read or written, is in use, or its port is taken
     */
    public static SimulatedPki open(PkiSettings settings, Clock clock) throws IOException {
        var folder = new PkiFolder(settings.folder());
        try {
            OptionalInt known = folder.port();
            if (known.isPresent() && settings.port() != 0 && settings.port() != known.getAsInt()) {
                throw new IOException(
                        "the authorities in %s stand at port %d, which their certificates name, but port %d was asked for; use that port or an empty folder"
                                .formatted(settings.folder(), known.getAsInt(), settings.port()));
            }
            return start(folder, settings, new PkiServer(known.orElse(settings.port())), clock);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static SimulatedPki start(PkiFolder folder, PkiSettings settings, PkiServer server, Clock clock)
            throws IOException {
        try {
            return new SimulatedPki(folder, settings, server, clock);
        } catch (GeneralSecurityException e) {
            server.close();
            throw new IOException("the authorities' keys cannot be made or read: " + e.getMessage(), e);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    public PkiAddresses addresses() {
        return addresses;
    }

    /** What is wrong with the authorities; change it to see what others make of it. */
    public PkiFaults faults() {
        return faults;
    }

    /** The trust anchor. */
    public X509Certificate root() {
        return authorities.root().certificate();
    }

    public X509Certificate issuing() {
        return authorities.issuing().certificate();
    }

    public X509Certificate timeStamper() {
        return authorities.timeStamper().certificate();
    }

    /** The root alone, for a file of trust anchors. */
    public String trustPem() {
        return pem(List.of(root()));
    }

    /** Root and issuing authority, for programs that fetch nothing by themselves. */
    public String authoritiesPem() {
        return pem(List.of(issuing(), root()));
    }

    /** A new key with a certificate that is good from now on for {@link #USUAL_VALIDITY}. */
    public Credential issue(Subject subject, KeyKind kind) throws IOException {
        Instant now = clock.instant();
        return issue(subject, kind, now.minus(BEFORE), now.plus(USUAL_VALIDITY));
    }

    /** A new key with a certificate for a time of its own. */
    public Credential issue(Subject subject, KeyKind kind, Instant from, Instant to) throws IOException {
        KeyPair keys = kind.generate();
        return new Credential(keys.getPrivate(), certify(keys.getPublic(), subject, from, to));
    }

    /**
     * A certificate for a key that lies elsewhere, in a token for example.
     *
     * @return the certificate first, the root last
     */
    public List<X509Certificate> certify(PublicKey key, Subject subject, Instant from, Instant to) throws IOException {
        try {
            List<X509Certificate> chain = issuer.certify(key, subject.name(), Profile.SIGNER, new Validity(from, to));
            folder.keep(chain.get(0));
            journal.issued(chain.get(0).getSerialNumber(), clock.instant());
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate for %s cannot be made: %s".formatted(subject, e.getMessage()), e);
        }
    }

    /**
     * Ends a certificate of the issuing authority, the time stamper's included. The next list and the next answer tell it. A second call changes nothing.
     *
     * @throws IllegalArgumentException if this authority never issued it
     */
    public void revoke(X509Certificate certificate, RevocationReason reason, Instant at) throws IOException {
        journal.revoked(certificate.getSerialNumber(), at, reason);
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }

    private void serve() throws GeneralSecurityException {
        var ofRoot = new RevocationLists(authorities.root(), new Journal(), clock);
        var ofIssuing = new RevocationLists(authorities.issuing(), journal, clock);
        server.serveFile(PkiAddresses.ROOT_CERTIFICATE, CERTIFICATE, request -> root().getEncoded());
        server.serveFile(
                PkiAddresses.ISSUING_CERTIFICATE,
                CERTIFICATE,
                request -> issuing().getEncoded());
        server.serveCrl(PkiAddresses.ROOT_CRL, faults, request -> ofRoot.newest());
        server.serveCrl(PkiAddresses.ISSUING_CRL, faults, request -> ofIssuing.newest());
        server.serveOcsp(
                PkiAddresses.OCSP,
                faults,
                new OcspResponder(authorities.ocspResponder(), authorities.issuing(), journal, clock));
        server.serveTsa(PkiAddresses.TSA, faults, new TimeStamper(authorities.timeStamper(), faults, clock));
        server.start();
    }

    private static String pem(List<X509Certificate> certificates) {
        try {
            return Pem.of(certificates);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
