package vn.trangtien.gateway.link;

import java.time.Duration;
import vn.trangtien.gateway.config.CloudPolicy;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;
import vn.trangtien.gateway.config.PublishPolicy;

/**
 * How the link behaves.
 *
 * @param window most messages in flight; the broker's receive maximum may lower it
 * @param perSecond most messages sent a second
 * @param keepAlive silence after which the connection is probed, whole seconds
 * @param connectTimeout longest wait for the broker's answer to a connect, a birth and a subscription
 * @param acknowledgeTimeout longest time without any acknowledgement while some are awaited; then the connection is renewed
 * @param firstRetry lower bound of the wait before connecting again
 * @param lastRetry upper bound of it
 * @param mqtt version of the protocol
 * @param timeSyncWait how long the first connection waits for a synchronised clock
 * @param announceAfter how long nothing may change before a change is announced
 */
public record LinkSettings(
        int window,
        int perSecond,
        Duration keepAlive,
        Duration connectTimeout,
        Duration acknowledgeTimeout,
        Duration firstRetry,
        Duration lastRetry,
        MqttVersion mqtt,
        Duration timeSyncWait,
        Duration announceAfter) {

    private static final Duration ANNOUNCE_AFTER = Duration.ofSeconds(30);

    public LinkSettings {
        if (window < 1 || perSecond < 1) {
            throw new IllegalArgumentException(
                    "window and perSecond must be at least 1, but were %d and %d".formatted(window, perSecond));
        }
    }

    /** MQTT 5, a minute of patience with the clock, changes announced after 30 s. */
    public LinkSettings(
            int window,
            int perSecond,
            Duration keepAlive,
            Duration connectTimeout,
            Duration acknowledgeTimeout,
            Duration firstRetry,
            Duration lastRetry) {
        this(
                window,
                perSecond,
                keepAlive,
                connectTimeout,
                acknowledgeTimeout,
                firstRetry,
                lastRetry,
                CloudPolicy.DEFAULT.mqtt(),
                CloudPolicy.DEFAULT.timeSyncWait(),
                ANNOUNCE_AFTER);
    }

    /** 64 in flight, retries after 1 s to 60 s, 30 s of patience with a silent broker. */
    public static LinkSettings usual(int perSecond) {
        return of(CloudPolicy.DEFAULT, perSecond);
    }

    /** As configured. */
    public static LinkSettings of(CloudPolicy cloud, PublishPolicy publish) {
        return of(cloud, publish.perSecond());
    }

    private static LinkSettings of(CloudPolicy cloud, int perSecond) {
        return new LinkSettings(
                64,
                perSecond,
                cloud.keepAlive(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                cloud.mqtt(),
                cloud.timeSyncWait(),
                ANNOUNCE_AFTER);
    }

    /** Longest time after a connect until messages leave at the full rate; each connect chooses its own below it. */
    Duration longestRamp() {
        return lastRetry.dividedBy(2);
    }

    /** How long a connection must have lasted for the waits between attempts to begin anew. */
    Duration stableAfter() {
        return lastRetry;
    }
}
