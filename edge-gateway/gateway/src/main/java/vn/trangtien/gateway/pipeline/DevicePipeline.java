package vn.trangtien.gateway.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.ChannelKind;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.config.ChannelRules;
import vn.trangtien.gateway.config.DeviceEntry;

/**
 * All channels of one device, from reads to reports. Where every read is a report, values leave at once. Where several reads
 * make one report, they leave with the last read of the interval, and only changes of state leave before; reads that fail
 * within the interval count as samples that are missing. Confined to the thread that reads the device.
 */
public final class DevicePipeline {

    /** A single missed report is no news yet; after three the last value stands for nothing. */
    private static final int REPORTS_UNTIL_FAULT = 3;

    private static final Duration SHORTEST_STALE = Duration.ofSeconds(5);

    private final DeviceEntry device;
    private final CounterMemory memory;
    private final ChannelPipeline.Timing timing;
    private final Map<String, ChannelKind> kinds = new HashMap<>();
    private final Map<String, CounterTotal> counters = new HashMap<>();
    /** By the name of the driver's channel: everything published of it. */
    private final Map<String, List<ChannelPipeline>> published = new LinkedHashMap<>();

    private boolean windowOpen;
    private long reportAt;

    /** Counters begin anew. */
    public DevicePipeline(DeviceEntry device, List<Channel> channels, Duration heartbeat) {
        this(device, channels, heartbeat, CounterMemory.NONE);
    }

    /**
     * A device that has not been read yet.
     *
     * @param channels what it will give, so that its silence can be reported from the beginning
     * @param heartbeat longest silence of an unchanged channel
     * @param memory where its counters go on
     */
    public DevicePipeline(DeviceEntry device, List<Channel> channels, Duration heartbeat, CounterMemory memory) {
        this.device = device;
        this.memory = memory;
        this.timing = new ChannelPipeline.Timing(heartbeat, staleFor(device), (int)
                Math.max(1, device.every().toNanos() / device.sampleEvery().toNanos()));
        channels.forEach(channel -> kinds.put(channel.name(), channel.kind()));
        channels.forEach(channel -> publishedOf(channel.name(), channel.unit()));
    }

    /** How long the last value of a device may stand for the present, and the longest gap in evidence. */
    public static Duration staleFor(DeviceEntry device) {
        Duration reports = device.every().multipliedBy(REPORTS_UNTIL_FAULT);
        return reports.compareTo(SHORTEST_STALE) < 0 ? SHORTEST_STALE : reports;
    }

    /** What of a successful read is worth sending. */
    public Batch read(List<Sample> samples) {
        var out = new Leaving();
        for (Sample raw : samples) {
            Sample sample = counted(raw);
            for (ChannelPipeline channel : publishedOf(sample.channel(), sample.unit())) {
                channel.sample(sample);
                if (!device.isSampled() || channel.isChange(sample)) {
                    out.report(channel);
                }
            }
        }
        if (device.isSampled() && !samples.isEmpty()) {
            long now = samples.get(samples.size() - 1).at();
            if (isReportDue(now)) {
                all().stream().filter(ChannelPipeline::hasSamples).forEach(out::report);
            }
        }
        return out.batch();
    }

    /**
     * What to say of a failed read: for a while that the last values are stale, then that there are none.
     *
     * @param fault COMM_FAULT, or CONFIG_ERROR if no later read can succeed
     * @param now nanoseconds of the device clock
     */
    public Batch failed(Quality fault, String error, long now) {
        var out = new Leaving();
        boolean waits = windowOpen && fault == Quality.COMM_FAULT;
        if (waits && !isReportDue(now)) {
            return out.batch();
        }
        for (ChannelPipeline channel : all()) {
            if (waits && channel.hasSamples()) {
                out.report(channel);
            } else {
                out.failure(channel, fault, error, now);
            }
        }
        windowOpen = false;
        return out.batch();
    }

    /** The report leaves with the read that is nearest to the end of the interval. */
    private boolean isReportDue(long now) {
        long every = device.every().toNanos();
        long sampleEvery = device.sampleEvery().toNanos();
        if (!windowOpen || now - reportAt > every || reportAt - now > every) {
            windowOpen = true;
            reportAt = now + every - sampleEvery;
            return false;
        }
        if (now - reportAt < -sampleEvery / 2) {
            return false;
        }
        reportAt += every;
        return true;
    }

    private Sample counted(Sample sample) {
        if (kinds.get(sample.channel()) != ChannelKind.COUNTER) {
            return sample;
        }
        return counters.computeIfAbsent(sample.channel(), channel -> new CounterTotal(device.id(), channel, memory))
                .of(sample);
    }

    private List<ChannelPipeline> all() {
        return published.values().stream().flatMap(List::stream).toList();
    }

    /** A channel that others are made of is published itself only if it has an entry of its own. */
    private List<ChannelPipeline> publishedOf(String source, String unit) {
        return published.computeIfAbsent(source, name -> {
            List<ChannelPipeline> made = new ArrayList<>();
            device.channels().entrySet().stream()
                    .filter(entry -> entry.getValue().source(entry.getKey()).equals(name))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> made.add(pipeline(entry.getKey(), name, unit, entry.getValue())));
            if (made.isEmpty()) {
                made.add(pipeline(name, name, unit, ChannelRules.NONE));
            }
            return made;
        });
    }

    private ChannelPipeline pipeline(String name, String source, String unit, ChannelRules rules) {
        return new ChannelPipeline(name, unit, kinds.getOrDefault(source, ChannelKind.GAUGE), rules, timing);
    }

    /** What one read or failure lets out. */
    private static final class Leaving {

        private final List<ChannelValue> values = new ArrayList<>();
        private final List<ChannelValue> seen = new ArrayList<>();
        private boolean urgent;

        void report(ChannelPipeline channel) {
            Optional<ChannelValue> before = channel.latest();
            channel.report().ifPresent(values::add);
            Optional<ChannelValue> now = channel.latest();
            if (!now.equals(before)) {
                now.ifPresent(seen::add);
            }
            urgent |= channel.isInAlarm();
        }

        void failure(ChannelPipeline channel, Quality fault, String error, long now) {
            channel.failure(fault, error, now).ifPresent(values::add);
            channel.latest().ifPresent(seen::add);
        }

        Batch batch() {
            return new Batch(values, seen, urgent);
        }
    }
}
