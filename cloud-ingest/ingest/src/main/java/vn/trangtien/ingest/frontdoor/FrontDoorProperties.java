package vn.trangtien.ingest.frontdoor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.front-door}. What goes beyond a rate waits in the device's own buffers: its connection is not read
 * for a while, and nothing is lost.
 *
 * @param messagesPerSecond of one device in the long run; it may be ahead by two seconds' worth
 * @param bytesPerSecond of one device in the long run; it may be ahead by two seconds' worth, and one message may be larger than
 *     that
 * @param connectsPerMinute attempts with one certificate, before anything is looked up for them
 * @param connections at a time, all devices together
 * @param connectWithin a connection that has not said who it is by then is closed
 * @param packetGrace how long any packet may take; afterwards it must have come at {@code slowestBytesPerSecond} on average
 * @param slowestBytesPerSecond below which the rest of a packet is not waited for
 * @param pendingBytes that Kafka has not acknowledged yet, all devices together; beyond it no connection is read
 * @param pendingMessagesPerDevice that Kafka has not acknowledged yet; beyond it the device's connection is not read
 */
@ConfigurationProperties("trangtien.ingest.front-door")
public record FrontDoorProperties(
        @DefaultValue("500") int messagesPerSecond,
        @DefaultValue("2097152") int bytesPerSecond,
        @DefaultValue("60") int connectsPerMinute,
        @DefaultValue("20000") int connections,
        @DefaultValue("10s") Duration connectWithin,
        @DefaultValue("30s") Duration packetGrace,
        @DefaultValue("256") int slowestBytesPerSecond,
        @DefaultValue("33554432") long pendingBytes,
        @DefaultValue("1000") int pendingMessagesPerDevice) {

    public FrontDoorProperties {
        atLeast("messages-per-second", messagesPerSecond, 1);
        atLeast("bytes-per-second", bytesPerSecond, 1);
        atLeast("connects-per-minute", connectsPerMinute, 1);
        atLeast("connections", connections, 1);
        atLeast("slowest-bytes-per-second", slowestBytesPerSecond, 1);
        atLeast("pending-bytes", pendingBytes, 65_536);
        atLeast("pending-messages-per-device", pendingMessagesPerDevice, 1);
        atLeast("connect-within (ms)", connectWithin.toMillis(), 100);
        atLeast("packet-grace (ms)", packetGrace.toMillis(), 100);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "trangtien.ingest.front-door.%s must be %d or more, but was %d".formatted(name, least, value));
        }
    }
}
