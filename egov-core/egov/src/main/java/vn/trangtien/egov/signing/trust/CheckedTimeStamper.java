package vn.trangtien.egov.signing.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** Holds the time of every stamp against the clock of this machine before it goes into a signature, where it could not be mended. */
final class CheckedTimeStamper implements TSPSource {

    private static final long serialVersionUID = 1L;

    private final TSPSource source;
    private final transient Clock clock;
    private final Duration tolerance;

    CheckedTimeStamper(TSPSource source, Clock clock, Duration tolerance) {
        this.source = source;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        TimestampBinary stamp = source.getTimeStampResponse(algorithm, digest);
        Instant stamped = timeOf(stamp);
        Instant here = clock.instant();
        if (Duration.between(stamped, here).abs().compareTo(tolerance) > 0) {
            throw new TimeStampClockException(stamped, here);
        }
        return stamp;
    }

    private static Instant timeOf(TimestampBinary stamp) {
        try {
            return new TimeStampToken(new CMSSignedData(stamp.getBytes()))
                    .getTimeStampInfo()
                    .getGenTime()
                    .toInstant();
        } catch (TSPException | IOException | CMSException e) {
            throw new DSSExternalResourceException("the time stamp cannot be read: " + e.getMessage(), e);
        }
    }
}
