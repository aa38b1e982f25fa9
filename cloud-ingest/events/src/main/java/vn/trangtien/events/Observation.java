package vn.trangtien.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value of one channel, decoded and checked.
 *
 * @param value number in {@code unit}; absent when the device could not be read
 * @param unit UCUM code, empty when the sender gave none
 * @param quality name of a device quality: GOOD, UNCERTAIN, STALE, OUT_OF_RANGE, WARMING_UP, SENSOR_FAULT, COMM_FAULT,
 *     CONFIG_ERROR
 * @param measuredAt when the instrument measured, by the gateway's clock
 * @param receivedAt when the ingest had the message durable
 * @param simulated whether a simulator stands behind the channel
 */
public record Observation(
        ChannelRef channel,
        @Nullable Double value,
        String unit,
        String quality,
        Instant measuredAt,
        Instant receivedAt,
        boolean simulated) {

    /** Whether alarms and averages may use the value. */
    public boolean isUsable() {
        return value != null && (quality.equals("GOOD") || quality.equals("UNCERTAIN"));
    }
}
