package vn.trangtien.wire;

/** Bytes from the network that are no Kura payload. Expected, hence checked; the message says what was wrong and where. */
public final class UndecodableException extends Exception {

    private final Reason reason;

    UndecodableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why the bytes could not be read; the names are used as labels of counters. */
    public enum Reason {
        /** The bytes are not a protocol buffer message. */
        MALFORMED,
        /** A required field is missing: name or type of a metric, latitude or longitude of a position. */
        MISSING_FIELD,
        /** The compressed form is larger than the reader accepts once inflated. */
        TOO_LARGE
    }
}
