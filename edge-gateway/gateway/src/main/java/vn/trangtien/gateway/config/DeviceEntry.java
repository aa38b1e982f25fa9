package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.Map;
import vn.trangtien.drivers.DeviceConfig;

/**
 * One device of the configuration.
 *
 * @param device what the driver is given
 * @param every time between two reports
 * @param sampleEvery time between two reads; as {@code every} unless several reads make one report
 * @param channels rules by name under which a channel is published; a channel without an entry is sent as it is
 * @param line of the file, for messages
 */
public record DeviceEntry(
        DeviceConfig device, Duration every, Duration sampleEvery, Map<String, ChannelRules> channels, int line) {

    public DeviceEntry {
        channels = Map.copyOf(channels);
    }

    /** A device whose every read is a report. */
    public DeviceEntry(DeviceConfig device, Duration every, Map<String, ChannelRules> channels, int line) {
        this(device, every, every, channels, line);
    }

    public String id() {
        return device.id();
    }

    /** Whether several reads make one report. */
    public boolean isSampled() {
        return sampleEvery.compareTo(every) < 0;
    }
}
