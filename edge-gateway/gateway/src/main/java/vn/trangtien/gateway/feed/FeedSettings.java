package vn.trangtien.gateway.feed;

import java.time.Duration;

/**
 * How listening behaves.
 *
 * @param keepAlive silence after which the connection is probed, whole seconds; a dead one is noticed within twice that
 * @param connectTimeout longest wait for each answer of the broker, whole seconds
 * @param firstRetry lower bound of the wait before connecting again
 * @param lastRetry upper bound of it; also how often a refused subscription is asked for again
 * @param maxMessages most messages kept for one listener
 * @param maxBytes most bytes of payload kept for one listener
 */
record FeedSettings(
        Duration keepAlive,
        Duration connectTimeout,
        Duration firstRetry,
        Duration lastRetry,
        int maxMessages,
        long maxBytes) {

    static final FeedSettings USUAL = new FeedSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            1_000,
            4 << 20);
}
