package vn.trangtien.platform.timestamping;

/** A time stamp could not be had, or one that was brought does not hold. */
public final class TimestampException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure; only the first heals by itself. */
    public enum Reason {
        /** No answer, or one that is none of RFC 3161. */
        UNREACHABLE,
        /** The authority answered and would not stamp. */
        REFUSED,
        /** There is a token, and it must not be believed. */
        NOT_VALID
    }

    private final Reason reason;

    public TimestampException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public TimestampException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
