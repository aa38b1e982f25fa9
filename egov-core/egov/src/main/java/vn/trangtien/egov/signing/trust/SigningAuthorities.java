package vn.trangtien.egov.signing.trust;

import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import vn.trangtien.egov.signing.SignatureLevel;

/** What making a signature needs of the outside. Thread-safe. */
public final class SigningAuthorities {

    private final Authorities authorities;
    private final Optional<TSPSource> timeStamper;

    /**
     * @param timeStamper address of a time stamper (RFC 3161); without one, level B is the most that can be had
     * @param tolerance how far the time stamper's clock and this machine's may be apart
     */
    public SigningAuthorities(Authorities authorities, Optional<URI> timeStamper, Clock clock, Duration tolerance) {
        this.authorities = authorities;
        this.timeStamper = timeStamper
                .flatMap(authorities::timeStamper)
                .map(source -> new CheckedTimeStamper(source, clock, tolerance));
    }

    public CertificateVerifier verifier() {
        return authorities.forSigning();
    }

    public Optional<TSPSource> timeStamper() {
        return timeStamper;
    }

    /** What a signature has when it is made. Revocation information is added in a second step, because it may be missing. */
    public SignatureLevel levelAtOnce() {
        return timeStamper.isPresent() ? SignatureLevel.T : SignatureLevel.B;
    }
}
