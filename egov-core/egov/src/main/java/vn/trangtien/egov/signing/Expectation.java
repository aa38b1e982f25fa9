package vn.trangtien.egov.signing;

import java.util.Optional;

/**
 * What a file should be, for the verdict to measure it.
 *
 * @param signers who must have signed
 * @param agencyCode whose document it must be; codes are compared as they are written
 * @param sha256 that was announced for the whole file, 64 hexadecimal digits
 */
public record Expectation(Signers signers, Optional<String> agencyCode, Optional<String> sha256) {

    /** Who must have signed. */
    public enum Signers {
        /** Anybody, at least one. */
        ANYBODY,
        /** The authorised person. */
        PERSON,
        /** First the authorised person, then the agency: a document that equals its paper original. */
        PERSON_THEN_AGENCY,
        /** The agency: copies, appendices, messages. */
        AGENCY
    }

    public static Expectation anything() {
        return new Expectation(Signers.ANYBODY, Optional.empty(), Optional.empty());
    }

    /** A document that was issued by this agency. */
    public static Expectation issuedBy(String agencyCode) {
        return new Expectation(Signers.PERSON_THEN_AGENCY, Optional.of(agencyCode), Optional.empty());
    }

    /** A copy, an appendix or a message of this agency. */
    public static Expectation fromAgency(String agencyCode) {
        return new Expectation(Signers.AGENCY, Optional.of(agencyCode), Optional.empty());
    }

    public Expectation withSha256(String announced) {
        return new Expectation(signers, agencyCode, Optional.of(announced));
    }
}
