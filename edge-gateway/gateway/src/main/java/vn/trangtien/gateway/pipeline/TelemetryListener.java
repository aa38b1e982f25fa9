package vn.trangtien.gateway.pipeline;

import java.time.Instant;

/** Hears of every value that is published; called on the thread of the device's bus, must return at once. */
@FunctionalInterface
public interface TelemetryListener {

    /**
     * A value is on its way to the cloud.
     *
     * @param device id of the device
     * @param value under the name and in the unit in which it is published; without a number if the device gave none
     * @param at when it was measured
     */
    void published(String device, ChannelValue value, Instant at);
}
