package vn.trangtien.ingest.frontdoor;

/**
 * Tokens that come at a steady rate, up to a store of them. Whoever takes more than there are goes into debt and is told how long
 * it takes until that is paid: so a message larger than the store can pass, and is paid for afterwards. Thread-safe.
 */
final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double store;
    private double tokens;
    private long at;

    /** @param now in nanoseconds of any clock that never goes back; all other times are of the same clock */
    TokenBucket(double perSecond, double store, long now) {
        if (perSecond <= 0 || store <= 0) {
            throw new IllegalArgumentException(
                    "a token bucket needs a rate and a store above 0, but was perSecond=%s store=%s"
                            .formatted(perSecond, store));
        }
        this.perSecond = perSecond;
        this.store = store;
        this.tokens = store;
        this.at = now;
    }

    /** @return nanoseconds until the debt is paid; 0 if there is none */
    synchronized long take(double cost, long now) {
        if (now > at) {
            tokens = Math.min(store, tokens + (now - at) * perSecond / NANOS);
            at = now;
        }
        tokens -= cost;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens * NANOS / perSecond);
    }

    /** Takes what may only be taken if it is there. */
    synchronized boolean takeIfThere(double cost, long now) {
        if (take(0, now) > 0 || tokens < cost) {
            return false;
        }
        tokens -= cost;
        return true;
    }
}
