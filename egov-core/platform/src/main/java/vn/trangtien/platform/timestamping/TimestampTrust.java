package vn.trangtien.platform.timestamping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import vn.trangtien.platform.timestamping.TimestampException.Reason;

/**
 * Which authorities and policies are believed, and the check of a token against them (RFC 3161, RFC 5816, RFC 5280): the digest
 * inside, the signature, the signer's certificate with its one permitted use, its chain up to a trusted certificate at the
 * time of the stamp, and the policy. Immutable.
 *
 * <p>Revocation is not asked for: a token is checked for decades, when no revocation list of its time can be had any more. Take
 * the certificate of an authority that has failed out of the trusted ones.
 */
public final class TimestampTrust {

    private final Set<X509Certificate> trusted;
    private final Set<String> policies;

    /**
     * @param trusted roots, intermediate authorities or the stamping certificates themselves; empty believes every signer and
     *     only checks that the token is whole, see {@link #isNamed()}
     * @param policies object identifiers; empty accepts every policy
     */
    public TimestampTrust(Collection<X509Certificate> trusted, Collection<String> policies) {
        this.trusted = Set.copyOf(trusted);
        this.policies = Set.copyOf(policies);
    }

    /** Believes nobody in particular; a token that passes is whole, but anybody may have made it. */
    public static TimestampTrust ofAnybody() {
        return new TimestampTrust(Set.of(), Set.of());
    }

    /**
     * Reads the certificates of a file.
     *
     * @param pem one or more certificates
     * @throws IOException if the file cannot be read or holds no certificate
     */
    public static TimestampTrust of(Path pem, Collection<String> policies) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            return of(in, pem.toString(), policies);
        }
    }

    /** The same from a stream; {@code name} stands in the message of a failure. */
    public static TimestampTrust of(InputStream pem, String name, Collection<String> policies) throws IOException {
        try {
            var certificates = new ArrayList<X509Certificate>();
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                certificates.add((X509Certificate) certificate);
            }
            if (certificates.isEmpty()) {
                throw new IOException(
                        name + ": must hold certificates of time-stamping authorities in PEM, but holds none");
            }
            return new TimestampTrust(certificates, policies);
        } catch (GeneralSecurityException e) {
            throw new IOException(name + ": must hold certificates in PEM, but cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether an authority is named; otherwise a token proves nothing about who made it. */
    public boolean isNamed() {
        return !trusted.isEmpty();
    }

    Set<String> policies() {
        return policies;
    }

    /**
     * Checks a token that was kept.
     *
     * @param token Base64 of the CMS in DER
     * @param sha256 digest that it must be about
     * @throws TimestampException with {@link Reason#NOT_VALID} and the first thing that is wrong
     */
    public Timestamp verify(String token, byte[] sha256) throws TimestampException {
        try {
            byte[] der = Base64.getDecoder().decode(token);
            return verify(new TimeStampToken(new CMSSignedData(der)), sha256);
        } catch (CMSException | TSPException | IOException | RuntimeException e) {
            // What is no ASN.1 makes the library fail in ways of its own, unchecked ones among them.
            throw notValid("the token cannot be read: " + e.getMessage(), e);
        }
    }

    Timestamp verify(TimeStampToken token, byte[] sha256) throws TimestampException {
        var info = token.getTimeStampInfo();
        if (!NISTObjectIdentifiers.id_sha256.equals(info.getMessageImprintAlgOID())
                || !Arrays.equals(info.getMessageImprintDigest(), sha256)) {
            throw notValid("the token is about another digest");
        }
        String policy = info.getPolicy().getId();
        if (!policies.isEmpty() && !policies.contains(policy)) {
            throw notValid("the policy must be one of %s, but was %s".formatted(policies, policy));
        }
        try {
            List<X509Certificate> carried = carried(token);
            X509Certificate signer = carried.stream()
                    .filter(one -> token.getSID().match(holder(one)))
                    .findFirst()
                    .orElseThrow(() -> notValid("the token does not carry its signer's certificate"));
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
            Instant at = info.getGenTime().toInstant();
            if (isNamed()) {
                chain(signer, carried, at);
            }
            return new Timestamp(
                    at,
                    signer.getSubjectX500Principal().getName(),
                    policy,
                    Base64.getEncoder().encodeToString(token.getEncoded()));
        } catch (TSPException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw notValid("the signature or certificate of the token does not hold: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> carried(TimeStampToken token) throws GeneralSecurityException {
        var converter = new JcaX509CertificateConverter();
        var certificates = new ArrayList<X509Certificate>();
        for (X509CertificateHolder one : token.getCertificates().getMatches(null)) {
            certificates.add(converter.getCertificate(one));
        }
        return certificates;
    }

    private static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private void chain(X509Certificate signer, List<X509Certificate> carried, Instant at)
            throws GeneralSecurityException, TimestampException {
        if (trusted.contains(signer)) {
            signer.checkValidity(Date.from(at));
            return;
        }
        var target = new X509CertSelector();
        target.setCertificate(signer);
        Set<TrustAnchor> anchors =
                trusted.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
        var parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(carried)));
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException e) {
            throw notValid(
                    "no trusted certificate vouches for the signer '%s' at %s: %s"
                            .formatted(signer.getSubjectX500Principal().getName(), at, e.getMessage()),
                    e);
        }
    }

    private static TimestampException notValid(String message) {
        return new TimestampException(Reason.NOT_VALID, message);
    }

    private static TimestampException notValid(String message, Throwable cause) {
        return new TimestampException(Reason.NOT_VALID, message, cause);
    }
}
