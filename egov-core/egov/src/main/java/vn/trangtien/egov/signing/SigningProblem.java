package vn.trangtien.egov.signing;

/** Why something could not be signed. Each has its text in {@code i18n/signing}, named {@code problem.} and the name here. */
public enum SigningProblem {
    FILE_UNREADABLE,
    FILE_TOO_LARGE,
    NOT_A_PDF,
    ENCRYPTED,
    KEY_UNKNOWN,
    KEY_UNREADABLE,
    WRONG_SECRET,
    NOT_A_PERSON,
    NOT_AN_AGENCY,
    CERTIFICATE_NOT_YET_VALID,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_REVOKED,
    REVOCATION_UNREACHABLE,
    TIME_STAMP_UNREACHABLE,
    TIME_STAMP_CLOCK,
    PLACE_MISSING,
    PLACE_TAKEN,
    SEAL_COVERAGE,
    FIELD_MISSING,
    FIELD_FILLED,
    PERSON_FIRST,
    OTHER_AGENCY,
    NO_MORE_CHANGES,
    IMAGE_UNREADABLE,
    NOT_CONFIGURED,
    FAILED
}
