package vn.trangtien.gateway.pipeline;

import java.time.Instant;

/**
 * Hears every value that a published channel comes to, whether or not it is worth sending; called on the thread of the device's bus, must
 * return at once.
 */
@FunctionalInterface
public interface TelemetryListener {

    /**
     * A channel came to a value, or to none.
     *
     * @param device id of the device
     * @param value under the name and in the unit in which it is published; without a number if the device gave none
     * @param at when it was measured
     */
    void value(String device, ChannelValue value, Instant at);
}
