package vn.trangtien.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One channel of a telemetry message.
 *
 * @param channel name within the device
 * @param value number in {@code unit}; empty when the device gave none
 * @param measuredAt when the instrument measured; empty when the sender does not say, then the arrival is all there is
 * @param unit UCUM code, empty when the sender gave none
 * @param quality name of a device quality, for example {@code GOOD}; a foreign sender's is GOOD, or COMM_FAULT with an error
 * @param error why there is no value
 */
public record ChannelReading(
        String channel,
        OptionalDouble value,
        Optional<Instant> measuredAt,
        String unit,
        String quality,
        Optional<String> error) {

    public ChannelReading {
        if (channel.isEmpty()) {
            throw new IllegalArgumentException("a reading needs the name of its channel, but it was empty");
        }
    }
}
