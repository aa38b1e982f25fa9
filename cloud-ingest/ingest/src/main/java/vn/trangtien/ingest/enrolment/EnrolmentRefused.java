package vn.trangtien.ingest.enrolment;

/** An enrolment or renewal that came to nothing; the message says which field, which rule and what to do. */
final class EnrolmentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, as a program may want to know it. */
    enum Reason {
        BAD_REQUEST,
        WEAK_KEY,
        /** Unknown, expired, used, or bound to another device: the answer is the same, so that guessing learns nothing. */
        BAD_CODE,
        /** An operator said no. */
        NOT_APPROVED,
        /** No certificate, or one that is expired, revoked, or of a gateway that is out of force. */
        NOT_IN_FORCE,
        /** The request names another gateway or another board than the certificate does. */
        OTHER_SUBJECT,
        TOO_MANY_ATTEMPTS
    }

    private final Reason reason;

    EnrolmentRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static EnrolmentRefused badCode() {
        return new EnrolmentRefused(
                Reason.BAD_CODE,
                "user and password must be the gateway's id and its one-time code; the code is not known, expired, used up, or"
                        + " bound to another device; ask for a new code on the gateways page");
    }

    Reason reason() {
        return reason;
    }
}
