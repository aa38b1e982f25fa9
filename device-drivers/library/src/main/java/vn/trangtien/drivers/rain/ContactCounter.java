package vn.trangtien.drivers.rain;

/**
 * Counts closures of a reed contact.
 *
 * <p>A closure lasts 50 to 150 ms and bounces for a few milliseconds at both ends. So one begins with a fall after the line
 * has been high for the whole debounce time, and it counts once the line has stayed low for {@value #SHORTEST_LOW_MILLIS} ms:
 * bounces do not start closures, and a spark of interference does not last. Thread-safe: edges come on a thread of the
 * platform.
 */
final class ContactCounter {

    static final int SHORTEST_LOW_MILLIS = 5;

    private static final long SHORTEST_LOW_NANOS = SHORTEST_LOW_MILLIS * 1_000_000L;

    private final long debounceNanos;
    private long lastEdgeAt;
    private boolean everSawEdge;
    private boolean high = true;
    private boolean closing;
    private long closures;

    ContactCounter(long debounceNanos) {
        this.debounceNanos = debounceNanos;
    }

    synchronized void edge(boolean nowHigh, long at) {
        if (nowHigh == high) {
            return;
        }
        long since = at - lastEdgeAt;
        if (nowHigh) {
            if (closing && since >= SHORTEST_LOW_NANOS) {
                closures++;
                closing = false;
            }
        } else if (!everSawEdge || since >= debounceNanos) {
            closing = true;
        }
        high = nowHigh;
        lastEdgeAt = at;
        everSawEdge = true;
    }

    synchronized long closures() {
        return closures;
    }
}
