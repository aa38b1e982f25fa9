package vn.trangtien.ingest.enrolment;

/** An enrolment that came to nothing; the message says which field, which rule and what to do. */
final class EnrolmentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Reason {
        BAD_REQUEST,
        WEAK_KEY,
        /** Unknown, expired or used: the answer is the same, so that guessing learns nothing. */
        BAD_CODE,
        TOO_MANY_ATTEMPTS
    }

    private final Reason reason;

    EnrolmentRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
