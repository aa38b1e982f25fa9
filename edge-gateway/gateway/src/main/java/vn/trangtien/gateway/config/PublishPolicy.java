package vn.trangtien.gateway.config;

import java.time.Duration;

/**
 * What is sent and kept.
 *
 * @param heartbeat longest silence of a channel whose value does not change
 * @param maxBytes room for undelivered messages
 * @param keep longest stay of an undelivered message
 * @param gzip whether payloads are compressed where that makes them shorter
 * @param perSecond most messages sent a second, so that a backlog does not drown the line
 */
public record PublishPolicy(Duration heartbeat, long maxBytes, Duration keep, boolean gzip, int perSecond) {

    /** Five minutes, 200 MB, 14 days, compressed, 200 messages a second. */
    public static final PublishPolicy DEFAULT =
            new PublishPolicy(Duration.ofMinutes(5), 200L << 20, Duration.ofDays(14), true, 200);
}
