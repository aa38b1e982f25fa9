package vn.trangtien.egov.signing;

import java.time.Instant;

/**
 * A certificate in the chain of a signer.
 *
 * @param serial in hexadecimal digits
 * @param fingerprint SHA-256, in hexadecimal digits
 * @param trusted whether it is a trust anchor of the one who verifies
 * @param revocation what is known about it
 */
public record ChainLink(
        String subject,
        String issuer,
        String serial,
        String fingerprint,
        Instant from,
        Instant to,
        boolean trusted,
        RevocationFinding revocation) {}
