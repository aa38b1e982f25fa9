package vn.trangtien.gateway.spool;

/** The spool could not keep or give a message. Expected in the field, hence checked; the message says what to do. */
public final class SpoolException extends Exception {

    private final Reason reason;

    SpoolException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    SpoolException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why. */
    public enum Reason {
        /** Another process, or another gateway of this one, has the spool open. */
        IN_USE,
        /** No room on the disk; the next message may fit again. */
        DISK_FULL,
        /** The disk can be read but not written; the next message may find it repaired. */
        READ_ONLY,
        /** One message is larger than the whole spool may be. */
        MESSAGE_TOO_LARGE,
        /** The spool has been closed. */
        CLOSED,
        /** The file cannot be read or written. */
        FAILED
    }
}
