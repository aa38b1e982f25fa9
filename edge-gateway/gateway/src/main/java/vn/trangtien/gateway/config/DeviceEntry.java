package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.Map;
import vn.trangtien.drivers.DeviceConfig;

/**
 * One device of the configuration.
 *
 * @param device what the driver is given
 * @param every time between two reads
 * @param channels rules by name of the channel; a channel without an entry is sent as it is
 * @param line of the file, for messages
 */
public record DeviceEntry(DeviceConfig device, Duration every, Map<String, ChannelRules> channels, int line) {

    public DeviceEntry {
        channels = Map.copyOf(channels);
    }

    public String id() {
        return device.id();
    }
}
