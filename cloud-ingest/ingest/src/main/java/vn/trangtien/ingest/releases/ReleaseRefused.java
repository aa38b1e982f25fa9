package vn.trangtien.ingest.releases;

/** A package that is not taken; the message says why, and what to do. */
public final class ReleaseRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    ReleaseRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why. */
    public enum Reason {
        NO_PACKAGE,
        TOO_LARGE,
        TAKEN
    }
}
