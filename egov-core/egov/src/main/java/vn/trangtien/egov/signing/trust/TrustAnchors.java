package vn.trangtien.egov.signing.trust;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The certificates that need no other to vouch for them: national root, agencies' root, roots of time stampers. Immutable. */
public final class TrustAnchors {

    private final List<X509Certificate> certificates;

    private TrustAnchors(List<X509Certificate> certificates) {
        this.certificates = certificates;
    }

    public static TrustAnchors of(Collection<X509Certificate> certificates) {
        return new TrustAnchors(List.copyOf(certificates));
    }

    /**
     * Everything in these files.
     *
     * @param files PEM with one or more certificates, or DER
     * @throws IOException if a file cannot be read or holds no certificate
     */
    public static TrustAnchors read(Collection<Path> files) throws IOException {
        var found = new ArrayList<X509Certificate>();
        for (Path file : files) {
            int before = found.size();
            try (InputStream in = Files.newInputStream(file)) {
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    found.add((X509Certificate) certificate);
                }
            } catch (CertificateException e) {
                throw new IOException(file + " is no file of certificates; it must be PEM or DER", e);
            }
            if (found.size() == before) {
                throw new IOException(file + " holds no certificate; it must be PEM or DER");
            }
        }
        return of(found);
    }

    public List<X509Certificate> certificates() {
        return certificates;
    }

    CommonTrustedCertificateSource source() {
        var source = new CommonTrustedCertificateSource();
        certificates.forEach(certificate -> source.addCertificate(new CertificateToken(certificate)));
        return source;
    }
}
