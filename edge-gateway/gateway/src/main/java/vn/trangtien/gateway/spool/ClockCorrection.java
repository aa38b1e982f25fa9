package vn.trangtien.gateway.spool;

import vn.trangtien.wire.KuraPayload;

/** Moves the times within a message. */
@FunctionalInterface
public interface ClockCorrection {

    /**
     * The message as it would have been stamped by the right clock.
     *
     * @param offsetMillis to be added to its times
     */
    KuraPayload corrected(KuraPayload payload, long offsetMillis);
}
