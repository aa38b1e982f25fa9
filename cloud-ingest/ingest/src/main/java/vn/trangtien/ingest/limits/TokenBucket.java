package vn.trangtien.ingest.limits;

/**
 * Tokens that come at a steady rate, up to a store of them. What costs more than there is may still be taken: it makes a debt, and
 * nothing more is to be had until that is paid. So one request may be larger than the store, and is paid for afterwards.
 * Thread-safe.
 */
public final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double store;
    private double tokens;
    private long at;

    /**
     * A full bucket.
     *
     * @param perSecond tokens that come in a second, above 0
     * @param store the most that are kept, above 0
     * @param nanos now, by any clock that never goes back; all other times are of the same clock
     */
    public TokenBucket(double perSecond, double store, long nanos) {
        if (!(perSecond > 0) || !(store > 0)) {
            throw new IllegalArgumentException(
                    "a token bucket needs a rate and a store above 0, but was given %s and %s"
                            .formatted(perSecond, store));
        }
        this.perSecond = perSecond;
        this.store = store;
        this.tokens = store;
        this.at = nanos;
    }

    /** Takes tokens, if need be on credit; returns the nanoseconds until there is no debt, 0 if there is none. */
    public synchronized long take(double cost, long nanos) {
        if (nanos > at) {
            tokens = Math.min(store, tokens + (nanos - at) * perSecond / NANOS);
            at = nanos;
        }
        tokens -= cost;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens * NANOS / perSecond);
    }

    /** Takes what may only be taken if it is there; returns whether it was. */
    public synchronized boolean takeIfThere(double cost, long nanos) {
        if (take(0, nanos) > 0 || tokens < cost) {
            return false;
        }
        tokens -= cost;
        return true;
    }

    /** Nanoseconds until there is no debt, 0 if there is none. */
    public long debt(long nanos) {
        return take(0, nanos);
    }
}
