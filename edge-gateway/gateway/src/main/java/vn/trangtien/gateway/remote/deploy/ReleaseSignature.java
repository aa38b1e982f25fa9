package vn.trangtien.gateway.remote.deploy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import vn.trangtien.wire.request.Authorities;

/**
 * The city's word that a package is a release: ECDSA with SHA-256 over {@code trangtien-release-1}, name, version and hash, each on
 * a line of its own without a last line break, by a certificate of the city's authority that is for code and belongs to {@value
 * #SIGNER}. Who may send commands may therefore not bring software.
 */
public final class ReleaseSignature {

    /** CN of the only certificate that may sign releases. */
    public static final String SIGNER = "city-releases";

    private static final String ALGORITHM = "SHA256withECDSA";
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private final List<X509Certificate> authorities;
    private final Clock clock;

    /** @param authorities those that the gateway trusts since its enrolment */
    public ReleaseSignature(Collection<X509Certificate> authorities, Clock clock) {
        this.authorities = List.copyOf(authorities);
        this.clock = clock;
    }

    /** Signs a package; the other end of {@link #require}. */
    public static byte[] sign(String name, ReleaseVersion version, String sha256, PrivateKey key)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(content(name, version, sha256));
        return signature.sign();
    }

    /** Passes if the city vouches for the package of this hash. */
    void require(PackageSeal seal) throws DeployException {
        String name = seal.name();
        ReleaseVersion version = seal.version();
        X509Certificate certificate = trusted(seal.signer());
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(certificate.getPublicKey());
            check.update(content(name, version, seal.sha256()));
            if (check.verify(seal.signature())) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new DeployException(
                    "the signature of %s %s cannot be read: %s".formatted(name, version, e.getMessage()), e);
        }
        throw new DeployException(
                "the signature does not fit %s %s with the hash %s; the package is not installed, sign it again"
                        .formatted(name, version, seal.sha256()));
    }

    private X509Certificate trusted(byte[] der) throws DeployException {
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            certificate.checkValidity(Date.from(clock.instant()));
            List<String> uses = certificate.getExtendedKeyUsage();
            String name = commonName(certificate);
            if (uses == null || !uses.contains(CODE_SIGNING) || !name.equals(SIGNER)) {
                throw new DeployException(
                        "the package is signed by '%s', which may not sign releases; only '%s' with the use code signing may"
                                .formatted(name, SIGNER));
            }
            Authorities.requireIssued(certificate, authorities);
            return certificate;
        } catch (GeneralSecurityException | InvalidNameException | RuntimeException e) {
            throw new DeployException("the certificate of the package's signer is not valid: " + e.getMessage(), e);
        }
    }

    private static String commonName(X509Certificate certificate) throws InvalidNameException {
        return new LdapName(certificate.getSubjectX500Principal().getName())
                .getRdns().stream()
                        .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                        .map(rdn -> String.valueOf(rdn.getValue()))
                        .findFirst()
                        .orElse("");
    }

    private static byte[] content(String name, ReleaseVersion version, String sha256) {
        return "trangtien-release-1\n%s\n%s\n%s"
                .formatted(name, version, sha256)
                .getBytes(StandardCharsets.UTF_8);
    }
}
