package vn.trangtien.egov.signing.trust;

import java.time.Instant;

/** A time stamper tells another time than this machine. One of the two is wrong, so nothing is signed. Thrown through DSS. */
public final class TimeStampClockException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Instant stamped;
    private final Instant here;

    TimeStampClockException(Instant stamped, Instant here) {
        super("the time stamp says %s, this machine %s".formatted(stamped, here));
        this.stamped = stamped;
        this.here = here;
    }

    public Instant stamped() {
        return stamped;
    }

    public Instant here() {
        return here;
    }
}
