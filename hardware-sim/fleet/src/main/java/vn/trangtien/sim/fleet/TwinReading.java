package vn.trangtien.sim.fleet;

import java.util.List;
import java.util.Optional;
import vn.trangtien.wire.MetricValue;

/**
 * What an asset of the twin measured.
 *
 * @param asset the device
 * @param measuredAtMs when, epoch milliseconds
 * @param channels at least one
 */
public record TwinReading(String asset, long measuredAtMs, List<Channel> channels) {

    /**
     * One channel.
     *
     * @param value empty if the reading failed
     * @param unit empty if none is configured
     * @param error empty if there is none
     */
    public record Channel(String name, Optional<MetricValue> value, String unit, String error) {

        public static Channel of(String name, MetricValue value, String unit) {
            return new Channel(name, Optional.of(value), unit, "");
        }

        public static Channel failed(String name, String error) {
            return new Channel(name, Optional.empty(), "", error);
        }
    }

    public TwinReading {
        channels = List.copyOf(channels);
    }

    /** One number. */
    public static TwinReading of(String asset, String channel, double value, String unit, long measuredAtMs) {
        return new TwinReading(asset, measuredAtMs, List.of(Channel.of(channel, MetricValue.of(value), unit)));
    }
}
