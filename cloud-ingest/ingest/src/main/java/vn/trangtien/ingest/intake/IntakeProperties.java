package vn.trangtien.ingest.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.intake}.
 *
 * @param maxItems messages in one batch
 * @param maxBodyBytes of a request as it is sent
 * @param maxInflatedBytes of a request once it is decompressed
 * @param messagesPerSecond of one device in the long run; it may be ahead by one batch
 * @param bytesPerSecond of one device in the long run, decompressed; it may be ahead by one batch
 * @param readWithin how long a request may take to arrive
 * @param acknowledgedWithin how long Kafka may take, before the device is asked to send again
 * @param atOnce requests that are decompressed and forwarded at the same time, all devices together
 */
@ConfigurationProperties("trangtien.ingest.intake")
record IntakeProperties(
        @DefaultValue("1000") int maxItems,
        @DefaultValue("8388608") int maxBodyBytes,
        @DefaultValue("16777216") int maxInflatedBytes,
        @DefaultValue("500") int messagesPerSecond,
        @DefaultValue("2097152") int bytesPerSecond,
        @DefaultValue("30s") Duration readWithin,
        @DefaultValue("20s") Duration acknowledgedWithin,
        @DefaultValue("4") int atOnce) {

    IntakeProperties {
        atLeastOne("max-items", maxItems);
        atLeastOne("max-body-bytes", maxBodyBytes);
        atLeastOne("messages-per-second", messagesPerSecond);
        atLeastOne("bytes-per-second", bytesPerSecond);
        atLeastOne("at-once", atOnce);
        atLeastOne("read-within", readWithin.toMillis());
        atLeastOne("acknowledged-within", acknowledgedWithin.toMillis());
        if (maxInflatedBytes < maxBodyBytes) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.intake.max-inflated-bytes must be at least max-body-bytes, but was %d < %d"
                            .formatted(maxInflatedBytes, maxBodyBytes));
        }
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.intake.%s must be 1 or more, but was %d".formatted(name, value));
        }
    }
}
