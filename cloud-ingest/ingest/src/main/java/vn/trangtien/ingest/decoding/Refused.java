package vn.trangtien.ingest.decoding;

import vn.trangtien.ingest.decoding.Rejection.Reason;

/** A decoder cannot take a message. Expected, hence checked; without a stack, since it tells of bytes and not of code. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 500;

    private final Reason reason;

    /** @param detail names the field, its value and the rule; may hold text of a device, which is made printable and cut here */
    public Refused(Reason reason, String detail) {
        super(Plausibility.printable(detail, MOST), null, false, false);
        this.reason = reason;
    }

    public Rejection rejection() {
        return new Rejection(reason, String.valueOf(getMessage()));
    }
}
