package vn.trangtien.ingest.frontdoor;

import vn.trangtien.ingest.limits.TokenBucket;

/**
 * What one device has used of its rates. It stays when the connection ends, so that to connect anew gains nothing. Thread-safe.
 *
 * @param messages one token for each
 * @param bytes one token for each
 */
record DeviceLimits(TokenBucket messages, TokenBucket bytes) {

    private static final int AHEAD_SECONDS = 2;

    static DeviceLimits of(FrontDoorProperties properties, long now) {
        return new DeviceLimits(bucket(properties.messagesPerSecond(), now), bucket(properties.bytesPerSecond(), now));
    }

    private static TokenBucket bucket(double perSecond, long now) {
        return new TokenBucket(perSecond, perSecond * AHEAD_SECONDS, now);
    }
}
