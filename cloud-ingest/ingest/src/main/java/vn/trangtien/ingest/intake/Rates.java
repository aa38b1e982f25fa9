package vn.trangtien.ingest.intake;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.http.HttpStatus;
import vn.trangtien.ingest.limits.TokenBucket;
import vn.trangtien.ingest.registry.GatewayId;

/** How much each device has sent of late. There are as many as registered gateways, so none is forgotten. Thread-safe. */
final class Rates {

    private record Buckets(TokenBucket messages, TokenBucket bytes) {}

    private final IntakeProperties properties;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<GatewayId, Buckets> devices = new ConcurrentHashMap<>();

    Rates(IntakeProperties properties, LongSupplier nanos) {
        this.properties = properties;
        this.nanos = nanos;
    }

    /** Refuses a device that has not yet paid for its last batches. */
    void require(GatewayId gateway) {
        long now = nanos.getAsLong();
        Buckets buckets = of(gateway, now);
        long wait = Math.max(buckets.messages().debt(now), buckets.bytes().debt(now));
        if (wait > 0) {
            throw IntakeRefused.forNow(
                    HttpStatus.TOO_MANY_REQUESTS,
                    Duration.ofNanos(wait),
                    "một thiết bị gửi nhiều nhất %d bản tin và %d byte mỗi giây; hãy gửi lại sau",
                    "a device may send %d messages and %d bytes a second; send again later",
                    properties.messagesPerSecond(),
                    properties.bytesPerSecond());
        }
    }

    void count(GatewayId gateway, int messages, int bytes) {
        long now = nanos.getAsLong();
        Buckets buckets = of(gateway, now);
        buckets.messages().take(messages, now);
        buckets.bytes().take(bytes, now);
    }

    private Buckets of(GatewayId gateway, long now) {
        return devices.computeIfAbsent(
                gateway,
                any -> new Buckets(
                        new TokenBucket(properties.messagesPerSecond(), properties.messagesPerSecond(), now),
                        new TokenBucket(properties.bytesPerSecond(), properties.bytesPerSecond(), now)));
    }
}
