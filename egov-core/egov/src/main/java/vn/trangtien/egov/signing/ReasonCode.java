package vn.trangtien.egov.signing;

/**
 * Why a verdict is what it is. Each has its text in {@code i18n/signing}, named {@code reason.} and the name here. Names are read by
 * other programs: they may grow, none may change.
 */
public enum ReasonCode {
    // the file
    UNREADABLE_FILE(Outcome.UNDETERMINED),
    TOO_LARGE(Outcome.UNDETERMINED),
    NOT_A_PDF(Outcome.INVALID),
    BROKEN(Outcome.INVALID),
    ENCRYPTED(Outcome.UNDETERMINED),
    ACTIVE_CONTENT(Outcome.INVALID),
    EMBEDDED_FILES(Outcome.UNDETERMINED),
    OTHER_DIGEST(Outcome.INVALID),

    // what is signed
    NO_SIGNATURE(Outcome.INVALID),
    PERSON_MISSING(Outcome.INVALID),
    AGENCY_MISSING(Outcome.INVALID),
    WRONG_ORDER(Outcome.INVALID),
    OTHER_AGENCY(Outcome.INVALID),
    PERSON_OF_OTHER_AGENCY(Outcome.INVALID),
    UNKNOWN_ROLE(Outcome.UNDETERMINED),
    NOT_COVERED(Outcome.INVALID),
    CHANGED_AFTER(Outcome.INVALID),
    BAD_COVERAGE(Outcome.INVALID),
    PADDING_CHANGED(Outcome.INVALID),

    // the signature itself
    CONTENT_CHANGED(Outcome.INVALID),
    SIGNATURE_BROKEN(Outcome.INVALID),
    FORMAT_BROKEN(Outcome.INVALID),
    SIGNATURE_REFUSED(Outcome.INVALID),
    WEAK_ALGORITHM(Outcome.UNDETERMINED),

    // the certificate
    UNKNOWN_ISSUER(Outcome.UNDETERMINED),
    NO_CERTIFICATE(Outcome.UNDETERMINED),
    REVOKED_BEFORE(Outcome.INVALID),
    REVOKED_MAYBE_BEFORE(Outcome.UNDETERMINED),
    OUTSIDE_VALIDITY(Outcome.INVALID),
    EXPIRED_WITHOUT_PROOF(Outcome.UNDETERMINED),
    REVOCATION_UNKNOWN(Outcome.UNDETERMINED),
    CERTIFICATE_REFUSED(Outcome.UNDETERMINED),

    // time
    TIME_STAMP_BROKEN(Outcome.INVALID),
    TIME_STAMP_UNTRUSTED(Outcome.UNDETERMINED),
    TIME_STAMP_BEFORE_SIGNING(Outcome.UNDETERMINED),
    CLOCK_BEHIND(Outcome.UNDETERMINED),
    CLAIMED_TIME_ONLY(Outcome.VALID),

    OTHER(Outcome.UNDETERMINED);

    private final Outcome weight;

    ReasonCode(Outcome weight) {
        this.weight = weight;
    }

    /** What the verdict is at best while this reason stands; VALID for a mere remark. */
    public Outcome weight() {
        return weight;
    }
}
