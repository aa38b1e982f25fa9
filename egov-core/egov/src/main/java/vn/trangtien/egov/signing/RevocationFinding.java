package vn.trangtien.egov.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a certificate was revoked.
 *
 * @param revokedAt if it was
 * @param source CRL or OCSP and whether it came with the file; empty if nothing is known
 * @param producedAt when the authority said so
 */
public record RevocationFinding(
        Status status, Optional<Instant> revokedAt, Optional<String> source, Optional<Instant> producedAt) {

    /** What the authority says; a trust anchor is not asked about. */
    public enum Status {
        GOOD,
        REVOKED,
        UNKNOWN,
        NOT_NEEDED
    }

    public static RevocationFinding notNeeded() {
        return new RevocationFinding(Status.NOT_NEEDED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static RevocationFinding unknown() {
        return new RevocationFinding(Status.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
