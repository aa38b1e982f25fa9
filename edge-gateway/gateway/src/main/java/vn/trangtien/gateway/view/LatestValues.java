package vn.trangtien.gateway.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.trangtien.gateway.pipeline.ChannelValue;
import vn.trangtien.gateway.pipeline.TelemetryListener;

/** Remembers the last value of each published channel. Thread-safe. */
public final class LatestValues implements TelemetryListener {

    private final Map<String, ChannelNow> latest = new ConcurrentSkipListMap<>();

    @Override
    public void value(String device, ChannelValue value, Instant at) {
        latest.put(
                device + " " + value.channel(),
                new ChannelNow(
                        device, value.channel(), value.value(), value.unit(), value.quality(), at, value.error()));
    }

    /** In the order of devices and channels. */
    public List<ChannelNow> all() {
        return List.copyOf(latest.values());
    }
}
