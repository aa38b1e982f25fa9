package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import vn.trangtien.egov.signing.SigningException;
import vn.trangtien.egov.signing.SigningProblem;
import vn.trangtien.egov.signing.trust.RevocationMissingException;
import vn.trangtien.egov.signing.trust.RevokedException;
import vn.trangtien.egov.signing.trust.TimeStampClockException;

/** What DSS throws, in our words. */
public final class DssProblems {

    private DssProblems() {}

    public static SigningException of(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeStampClockException clock) {
                return SigningException.of(SigningProblem.TIME_STAMP_CLOCK, failure, clock.stamped(), clock.here());
            }
            if (cause instanceof RevokedException) {
                return SigningException.of(
                        SigningProblem.CERTIFICATE_REVOKED, failure, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof RevocationMissingException) {
                return SigningException.of(
                        SigningProblem.REVOCATION_UNREACHABLE, failure, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof DSSExternalResourceException) {
                return SigningException.of(
                        SigningProblem.TIME_STAMP_UNREACHABLE, failure, String.valueOf(cause.getMessage()));
            }
        }
        return SigningException.of(SigningProblem.FAILED, failure, String.valueOf(failure.getMessage()));
    }
}
