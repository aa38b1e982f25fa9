package vn.trangtien.gateway.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.config.ChannelRules;
import vn.trangtien.gateway.config.DeviceEntry;

/** All channels of one device. Confined to the thread that reads it. */
public final class DevicePipeline {

    /** A single missed read is no news yet; after three the last value stands for nothing. */
    private static final int READS_UNTIL_FAULT = 3;

    private static final Duration SHORTEST_STALE = Duration.ofSeconds(5);

    private final DeviceEntry device;
    private final Duration heartbeat;
    private final Duration staleFor;
    private final Map<String, ChannelPipeline> channels = new LinkedHashMap<>();

    /**
     * A device that has not been read yet.
     *
     * @param channels what it will give, so that its silence can be reported from the beginning
     * @param heartbeat longest silence of an unchanged channel
     */
    public DevicePipeline(DeviceEntry device, List<DriverDescriptor.Channel> channels, Duration heartbeat) {
        this.device = device;
        this.heartbeat = heartbeat;
        Duration reads = device.every().multipliedBy(READS_UNTIL_FAULT);
        this.staleFor = reads.compareTo(SHORTEST_STALE) < 0 ? SHORTEST_STALE : reads;
        channels.forEach(channel -> channel(channel.name(), channel.unit()));
    }

    /** What of a successful read is worth sending. */
    public Batch read(List<Sample> samples) {
        List<ChannelValue> values = new ArrayList<>();
        boolean urgent = false;
        for (Sample sample : samples) {
            ChannelPipeline channel = channel(sample.channel(), sample.unit());
            channel.sample(sample).ifPresent(values::add);
            urgent |= channel.isInAlarm();
        }
        return new Batch(values, urgent);
    }

    /**
     * What to say of a failed read: for a while that the last values are stale, then that there are none.
     *
     * @param fault COMM_FAULT, or CONFIG_ERROR if no later read can succeed
     * @param now nanoseconds of the device clock
     */
    public Batch failed(Quality fault, String error, long now) {
        List<ChannelValue> values = new ArrayList<>();
        for (ChannelPipeline channel : channels.values()) {
            channel.failure(fault, error, now).ifPresent(values::add);
        }
        return new Batch(values, false);
    }

    private ChannelPipeline channel(String name, String unit) {
        return channels.computeIfAbsent(
                name,
                channel -> new ChannelPipeline(
                        channel,
                        unit,
                        device.channels().getOrDefault(channel, ChannelRules.NONE),
                        heartbeat,
                        staleFor));
    }
}
