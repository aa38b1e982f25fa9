package vn.trangtien.wire.request;

/** A request that must not be acted upon. Expected, hence checked; the message says what is wrong with its seal. */
public final class SealBroken extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    SealBroken(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong; names are used in logs and counters. */
    public enum Reason {
        UNSIGNED,
        /** The signature does not fit the content, or cannot be read. */
        FORGED,
        /** The signer's certificate is not of our authority, not in force, or not for commands. */
        UNTRUSTED_SIGNER,
        EXPIRED,
        /** Sealed in the future, or valid for too long. */
        IMPLAUSIBLE_TIME
    }
}
