package vn.trangtien.egov.signing.trust;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.service.crl.OnlineCRLSource;
import eu.europa.esig.dss.service.ocsp.OnlineOCSPSource;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/**
 * What DSS needs to know of the outside: trust anchors, and whether revocation is asked for online. Certificates are never fetched:
 * a chain must come with the signature or hang on an anchor. Thread-safe.
 */
public final class Authorities {

    private final CommonTrustedCertificateSource anchors;
    private final Optional<Online> online;

    private record Online(HttpClient http, Duration timeout) {}

    private Authorities(TrustAnchors anchors, Optional<Online> online) {
        this.anchors = anchors.source();
        this.online = online;
    }

    /** Asks the authorities that certificates name. */
    public static Authorities online(TrustAnchors anchors, Duration timeout) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return new Authorities(anchors, Optional.of(new Online(http, timeout)));
    }

    /** Uses only what came with the file. */
    public static Authorities offline(TrustAnchors anchors) {
        return new Authorities(anchors, Optional.empty());
    }

    /** For looking at signatures: whatever is missing or wrong goes into the report. */
    public CertificateVerifier forVerifying() {
        CommonCertificateVerifier verifier = verifier();
        verifier.setAlertOnMissingRevocationData(new SilentOnStatusAlert());
        verifier.setAlertOnRevokedCertificate(new SilentOnStatusAlert());
        return verifier;
    }

    /** For making signatures: a revoked certificate or missing revocation information stops it. */
    public CertificateVerifier forSigning() {
        CommonCertificateVerifier verifier = verifier();
        verifier.setAlertOnMissingRevocationData(status -> {
            if (!status.isEmpty()) {
                throw new RevocationMissingException(status.getErrorString());
            }
        });
        verifier.setAlertOnRevokedCertificate(status -> {
            if (!status.isEmpty()) {
                throw new RevokedException(status.getErrorString());
            }
        });
        return verifier;
    }

    /** A time stamper (RFC 3161); empty if these authorities are asked nothing online. */
    public Optional<TSPSource> timeStamper(URI address) {
        return online.map(net -> new OnlineTSPSource(
                address.toString(), new HttpLoader(net.http(), net.timeout(), "application/timestamp-query")));
    }

    private CommonCertificateVerifier verifier() {
        var verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(anchors);
        online.ifPresent(net -> {
            verifier.setCrlSource(
                    new OnlineCRLSource(new HttpLoader(net.http(), net.timeout(), "application/octet-stream")));
            verifier.setOcspSource(
                    new OnlineOCSPSource(new HttpLoader(net.http(), net.timeout(), "application/ocsp-request")));
        });
        return verifier;
    }
}
