package vn.trangtien.gateway.spool;

import java.time.Duration;

/**
 * How much the spool keeps.
 *
 * @param maxBytes payloads and topics of undelivered messages together, at least 64 KiB
 * @param keep longest stay of an undelivered message
 */
public record SpoolLimits(long maxBytes, Duration keep) {

    private static final long MIN_BYTES = 64 * 1024;

    public SpoolLimits {
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "a spool needs room for at least %d bytes, but was given %d".formatted(MIN_BYTES, maxBytes));
        }
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("a spool must keep messages for some time, but was given " + keep);
        }
    }
}
