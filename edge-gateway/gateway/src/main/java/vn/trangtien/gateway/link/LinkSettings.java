package vn.trangtien.gateway.link;

import java.time.Duration;

/**
 * How the link behaves.
 *
 * @param window most messages in flight; the broker's receive maximum may lower it
 * @param perSecond most messages sent a second
 * @param keepAlive silence after which the connection is probed, whole seconds
 * @param connectTimeout longest wait for the broker's answer to a connect and to a birth
 * @param acknowledgeTimeout longest time without any acknowledgement while some are awaited; then the connection is renewed
 * @param firstRetry lower bound of the wait before connecting again
 * @param lastRetry upper bound of it
 */
public record LinkSettings(
        int window,
        int perSecond,
        Duration keepAlive,
        Duration connectTimeout,
        Duration acknowledgeTimeout,
        Duration firstRetry,
        Duration lastRetry) {

    public LinkSettings {
        if (window < 1 || perSecond < 1) {
            throw new IllegalArgumentException(
                    "window and perSecond must be at least 1, but were %d and %d".formatted(window, perSecond));
        }
    }

    /** 64 in flight, retries after 1 s to 60 s, 30 s of patience with a silent broker. */
    public static LinkSettings usual(int perSecond) {
        return new LinkSettings(
                64,
                perSecond,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60));
    }
}
