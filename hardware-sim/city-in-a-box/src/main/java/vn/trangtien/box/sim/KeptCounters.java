package vn.trangtien.box.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.gateway.pipeline.CounterMemory;

/** Counters that outlive a restart of the gateway, as its file of them does. */
final class KeptCounters implements CounterMemory {

    private final Map<String, Count> counts = new HashMap<>();

    @Override
    public Optional<Count> recall(String device, String channel) {
        return Optional.ofNullable(counts.get(device + "." + channel));
    }

    @Override
    public void remember(String device, String channel, Count count) {
        counts.put(device + "." + channel, count);
    }
}
