package vn.trangtien.gateway.link;

import java.time.Duration;

/**
 * A bucket of permits that fills steadily: bounds how fast a backlog leaves. After a connect it fills at a tenth of the rate and ever
 * faster, so that a fleet that returns together does not flood the cloud. Told the time; not thread-safe.
 */
final class SendRate {

    private static final double FIRST_SHARE = 0.1;

    private final double perNano;
    private final double capacity;
    private final long start;
    private final double ramp;
    private double permits;
    private long at;

    /** @param ramp how long it takes to fill at the full rate */
    SendRate(int perSecond, int burst, Duration ramp, long now) {
        this.perNano = perSecond / 1e9;
        this.capacity = burst;
        this.ramp = ramp.toNanos();
        this.permits = ramp.isZero() ? burst : Math.min(burst, Math.max(1, perSecond * FIRST_SHARE));
        this.start = now;
        this.at = now;
    }

    /** How many may be sent now. */
    int available(long now) {
        permits = Math.min(capacity, permits + perNano * (filled(now - start) - filled(at - start)));
        at = now;
        return (int) permits;
    }

    /** One is sent. */
    void take() {
        permits--;
    }

    /** Nanoseconds of the full rate that the time since the connect is worth. */
    private double filled(double elapsed) {
        if (elapsed >= ramp) {
            return elapsed - ramp + ramp * (1 + FIRST_SHARE) / 2;
        }
        return elapsed * FIRST_SHARE + elapsed * elapsed / ramp * (1 - FIRST_SHARE) / 2;
    }

    /** Nanoseconds until a permit is there, at most. */
    long untilNext() {
        double share = at - start >= ramp ? 1 : FIRST_SHARE + (1 - FIRST_SHARE) * (at - start) / ramp;
        return permits >= 1 ? 0 : (long) Math.ceil((1 - permits) / (perNano * share));
    }
}
