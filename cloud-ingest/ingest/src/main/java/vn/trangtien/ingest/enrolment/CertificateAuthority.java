package vn.trangtien.ingest.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The city's own authority for gateways: one EC P-256 key that signs certificates of gateways (client use only), of the broker
 * and the device door (server use only) and of the two signers (signing only), and nothing below them. Thread-safe.
 *
 * <p>A certificate proves a name; whether the name may connect is asked of the registry at every connection, so revoking needs
 * no list.
 */
final class CertificateAuthority {

    private static final Duration OWN_VALIDITY = Duration.ofDays(397);
    private static final Duration OWN_RENEWAL = Duration.ofDays(30);

    private final Path folder;
    private final Clock clock;
    private final AuthorityKey own;
    private final Passphrase passphrase;
    private final ConcurrentMap<String, KeyAndCertificate> signers = new ConcurrentHashMap<>();

    private CertificateAuthority(Path folder, Clock clock, AuthorityKey own, Passphrase passphrase) {
        this.folder = folder;
        this.clock = clock;
        this.own = own;
        this.passphrase = passphrase;
    }

    /** The authority whose key is in the folder, encrypted; made if the folder has none. */
    static CertificateAuthority in(Path folder, Passphrase passphrase, Clock clock) {
        return new CertificateAuthority(folder, clock, AuthorityKey.in(folder, passphrase, clock), passphrase);
    }

    /** The authority whose key is elsewhere; the folder keeps the keys of what it issues to this service. */
    static CertificateAuthority outside(
            AuthorityProperties.Keystore keystore, Path folder, Passphrase passphrase, Clock clock) {
        return new CertificateAuthority(folder, clock, AuthorityKey.in(keystore), passphrase);
    }

    X509Certificate certificate() {
        return own.certificate();
    }

    /** SHA-256 of the certificate, in hex: what a label says so that a gateway knows whom to trust. */
    String fingerprint() {
        try {
            return SigningRequest.sha256(own.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the authority's certificate cannot be encoded", e);
        }
    }

    /** A certificate for a gateway's key, by which it may be a TLS client. */
    X509Certificate issueForGateway(
            String account, String gateway, Optional<String> hardwareId, PublicKey gatewayKey, Duration validity) {
        var urn = new GeneralName(
                GeneralName.uniformResourceIdentifier, "urn:trangtien:gateway:%s:%s".formatted(account, gateway));
        return Issuing.issue(
                own,
                new Issuing.Wanted(
                        Issuing.name(account, gateway, hardwareId),
                        gatewayKey,
                        validity,
                        KeyPurposeId.id_kp_clientAuth,
                        List.of(urn)),
                clock);
    }

    /**
     * Key and certificate of the broker and the device door: those on disk, or new ones if they run out within 30 days or do not
     * cover a name.
     *
     * @param names host names and IP addresses that gateways use; the first one is the common name
     */
    synchronized ServerIdentity serverIdentity(List<String> names) {
        List<GeneralName> alternatives = names.stream()
                .map(name -> new GeneralName(
                        ServerIdentity.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toList();
        KeyAndCertificate server = kept(
                "server",
                Issuing.name("server", names.get(0), Optional.empty()),
                KeyPurposeId.id_kp_serverAuth,
                alternatives,
                present -> ServerIdentity.covers(present.certificate(), names));
        return new ServerIdentity(server.key(), server.certificate(), own.certificate());
    }

    /** Key and certificate of a signer: those that are there, or new ones if they run out within 30 days. */
    KeyAndCertificate signer(String commonName) {
        KeyAndCertificate known = signers.get(commonName);
        if (known != null && isFresh(known)) {
            return known;
        }
        synchronized (this) {
            KeyAndCertificate signer = kept(
                    commonName,
                    Issuing.name("Tràng Tiền", commonName, Optional.empty()),
                    KeyPurposeId.id_kp_codeSigning,
                    List.of(),
                    present -> true);
            signers.put(commonName, signer);
            return signer;
        }
    }

    private KeyAndCertificate kept(
            String name,
            X500Name subject,
            KeyPurposeId use,
            Collection<GeneralName> alternatives,
            Predicate<KeyAndCertificate> isGood) {
        Path keyFile = folder.resolve(name + ".key");
        Path certificateFile = folder.resolve(name + ".crt");
        try {
            if (Files.exists(keyFile) && Files.exists(certificateFile)) {
                var present = new KeyAndCertificate(
                        KeyFiles.readKey(keyFile, passphrase), KeyFiles.readCertificate(certificateFile));
                if (isGood.test(present) && isFresh(present) && isOurs(present)) {
                    return present;
                }
            }
            KeyPair pair = Issuing.newKey();
            X509Certificate certificate = Issuing.issue(
                    own, new Issuing.Wanted(subject, pair.getPublic(), OWN_VALIDITY, use, alternatives), clock);
            KeyFiles.write(keyFile, pair.getPrivate(), passphrase);
            KeyFiles.write(certificateFile, certificate);
            return new KeyAndCertificate(pair.getPrivate(), certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s and %s cannot be read or written (%s); remove both, and new ones are made"
                            .formatted(keyFile, certificateFile, e.getMessage()),
                    e);
        }
    }

    private boolean isFresh(KeyAndCertificate present) {
        return present.isValidAt(clock.instant().plus(OWN_RENEWAL));
    }

    /** Not so after the authority was exchanged, or when a crash left an old certificate beside a new key. */
    private boolean isOurs(KeyAndCertificate present) {
        return present.isSignedBy(own.certificate()) && present.belongTogether();
    }
}
