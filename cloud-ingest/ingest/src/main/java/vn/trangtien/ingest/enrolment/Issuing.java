package vn.trangtien.ingest.enrolment;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
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
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** How certificates of the city look (RFC 5280): EC P-256, ECDSA with SHA-256, random serial numbers. */
final class Issuing {

    private static final String CURVE = "secp256r1";
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    /** A gateway's clock may be behind when it gets its certificate. */
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Issuing() {}

    /**
     * What is to be certified.
     *
     * @param use of the key, exactly one
     * @param names alternative names
     */
    record Wanted(
            X500Name subject, PublicKey key, Duration validity, KeyPurposeId use, Collection<GeneralName> names) {}

    static X509Certificate issue(AuthorityKey authority, Wanted wanted, Clock clock) {
        try {
            Instant now = clock.instant();
            var extensions = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            authority.certificate(),
                            serial(),
                            Date.from(now.minus(CLOCK_TOLERANCE)),
                            Date.from(end(authority.certificate(), now, wanted.validity())),
                            wanted.subject(),
                            wanted.key())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(wanted.use()))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(wanted.key()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(authority.certificate()));
            if (!wanted.names().isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(wanted.names().toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(authority.signer()));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("signing a certificate for " + wanted.subject() + " failed", e);
        }
    }

    static KeyAndCertificate newAuthority(Clock clock) {
        KeyPair pair = newKey();
        X500Name name = name("Tràng Tiền", "Gateway Authority", Optional.empty());
        Instant now = clock.instant();
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            name,
                            serial(),
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
            var signer = new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withECDSA")
                    .build(pair.getPrivate());
            return new KeyAndCertificate(
                    pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("making the certificate authority failed", e);
        }
    }

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no EC keys on " + CURVE, e);
        }
    }

    /** @param serialNumber of the device, which is a part of its name (X.520, 5.2.9) and not of the certificate */
    static X500Name name(String organisation, String commonName, Optional<String> serialNumber) {
        var name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, organisation);
        serialNumber.ifPresent(number -> name.addRDN(BCStyle.SERIALNUMBER, number));
        return name.addRDN(BCStyle.CN, commonName).build();
    }

    /** Nothing outlives the authority that vouches for it. */
    private static Instant end(X509Certificate authority, Instant now, Duration validity) {
        Instant wanted = now.plus(validity);
        Instant last = authority.getNotAfter().toInstant();
        return wanted.isBefore(last) ? wanted : last;
    }

    /** RFC 5280, 4.1.2.2: positive, at most 20 octets; random, so that it tells nothing. */
    private static BigInteger serial() {
        return new BigInteger(127, RANDOM).add(BigInteger.ONE);
    }
}
