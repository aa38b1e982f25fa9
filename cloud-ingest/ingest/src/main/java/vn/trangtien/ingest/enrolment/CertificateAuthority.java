package vn.trangtien.ingest.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The city's own authority for gateways: one EC P-256 key that signs certificates of gateways (client use only) and of the
 * broker (server use only), and nothing below them. Made at the first start; its private key stays in a file that only its
 * owner may read. Thread-safe.
 *
 * <p>A certificate proves a name; whether the name may connect is asked of the registry at every connection, so revoking needs
 * no list.
 */
final class CertificateAuthority {

    private static final String CURVE = "secp256r1";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    private static final Duration SERVER_VALIDITY = Duration.ofDays(397);
    private static final Duration SERVER_RENEWAL = Duration.ofDays(30);
    /** A gateway's clock may be behind when it gets its certificate. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final Path folder;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final PrivateKey key;
    private final X509Certificate certificate;

    private CertificateAuthority(Path folder, Clock clock, PrivateKey key, X509Certificate certificate) {
        this.folder = folder;
        this.clock = clock;
        this.key = key;
        this.certificate = certificate;
    }

    /** Opens the authority in the folder, or makes one if the folder has none. */
    static CertificateAuthority in(Path folder, Clock clock) {
        Path keyFile = folder.resolve("ca.key");
        Path certificateFile = folder.resolve("ca.crt");
        try {
            if (!Files.exists(keyFile) && !Files.exists(certificateFile)) {
                make(keyFile, certificateFile, clock);
            }
            return new CertificateAuthority(
                    folder, clock, KeyFiles.readKey(keyFile), KeyFiles.readCertificate(certificateFile));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "certificate authority in %s cannot be opened; both ca.key and ca.crt must be there, restore them from the"
                                    .formatted(folder)
                            + " backup or remove both, then every gateway must be enrolled again",
                    e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A certificate for a gateway's key, by which it may be a TLS client. */
    X509Certificate issueForGateway(String account, String gateway, PublicKey gatewayKey, Duration validity) {
        return sign(name(account, gateway), gatewayKey, validity, KeyPurposeId.id_kp_clientAuth, Set.of());
    }

    /**
     * Key and certificate of the broker: those on disk, or new ones if they run out within 30 days or do not cover a name.
     *
     * @param names host names and IP addresses that gateways use
     */
    ServerIdentity serverIdentity(Collection<String> names) {
        Path keyFile = folder.resolve("server.key");
        Path certificateFile = folder.resolve("server.crt");
        try {
            if (Files.exists(keyFile) && Files.exists(certificateFile)) {
                var present = new ServerIdentity(
                        KeyFiles.readKey(keyFile), KeyFiles.readCertificate(certificateFile), certificate);
                if (present.covers(names) && present.isValidAt(clock.instant().plus(SERVER_RENEWAL))) {
                    return present;
                }
            }
            KeyPair pair = newKey();
            X509Certificate server = sign(
                    name("server", new LinkedHashSet<>(names).iterator().next()),
                    pair.getPublic(),
                    SERVER_VALIDITY,
                    KeyPurposeId.id_kp_serverAuth,
                    names);
            KeyFiles.write(keyFile, pair.getPrivate());
            KeyFiles.write(certificateFile, server);
            return new ServerIdentity(pair.getPrivate(), server, certificate);
        } catch (IOException e) {
            throw new UncheckedIOException("certificate of the broker in " + folder + " cannot be read or written", e);
        }
    }

    private X509Certificate sign(
            X500Name subject, PublicKey subjectKey, Duration validity, KeyPurposeId use, Collection<String> names) {
        try {
            var extensions = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = builder(certificate, subject, subjectKey, validity, clock, random)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(use))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subjectKey))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(certificate));
            if (!names.isEmpty()) {
                GeneralName[] alternatives = names.stream()
                        .map(name -> new GeneralName(
                                ServerIdentity.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            }
            return finish(builder, key);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("signing a certificate for " + subject + " failed", e);
        }
    }

    private static void make(Path keyFile, Path certificateFile, Clock clock) throws IOException {
        KeyPair pair = newKey();
        X500Name name = name("Tràng Tiền", "Gateway Authority");
        Instant now = clock.instant();
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            name,
                            serial(new SecureRandom()),
                            Date.from(now.minus(CLOCK_TOLERANCE)),
                            Date.from(now.plus(AUTHORITY_VALIDITY)),
                            name,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            X509Certificate certificate = finish(builder, pair.getPrivate());
            KeyFiles.write(keyFile, pair.getPrivate());
            KeyFiles.write(certificateFile, certificate);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("making the certificate authority failed", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X509Certificate issuer,
            X500Name subject,
            PublicKey key,
            Duration validity,
            Clock clock,
            SecureRandom random) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                serial(random),
                Date.from(now.minus(CLOCK_TOLERANCE)),
                Date.from(now.plus(validity)),
                subject,
                key);
    }

    private static X509Certificate finish(X509v3CertificateBuilder builder, PrivateKey signer)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer)));
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no EC keys on " + CURVE, e);
        }
    }

    private static X500Name name(String organisation, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** RFC 5280, 4.1.2.2: positive, at most 20 octets; random, so that it tells nothing. */
    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(127, random).add(BigInteger.ONE);
    }
}
