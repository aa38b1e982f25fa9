package vn.trangtien.gateway.camera;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.trangtien.gateway.pipeline.CounterMemory;
import vn.trangtien.gateway.pipeline.CounterMemory.Count;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.LineCount;

/**
 * Counts of a camera that go on from one run of the gateway to the next, and from one configuration to the next: whoever adds up
 * what a counter grew must never see it fall. Not thread-safe.
 */
final class CameraTally {

    private final String camera;
    private final CounterMemory memory;

    /** What was counted before this run, by channel. */
    private final Map<String, Double> before = new HashMap<>();

    private final Map<String, Double> told = new HashMap<>();

    CameraTally(String camera, CounterMemory memory) {
        this.camera = camera;
        this.memory = memory;
    }

    /** The channels of these counts with what they have come to; remembered, but perhaps not on the disk. */
    Map<String, Double> add(CameraCounts counts) {
        Map<String, Double> totals = new LinkedHashMap<>();
        // Not the sum of the lines in the memory: a line that was removed has counted too.
        count(totals, "count.forward", counts.forward());
        count(totals, "count.backward", counts.backward());
        for (LineCount line : counts.lines()) {
            String channel = "line." + line.line() + "." + line.label();
            count(totals, channel + ".forward", line.forward());
            count(totals, channel + ".backward", line.backward());
        }
        return totals;
    }

    private void count(Map<String, Double> totals, String channel, long counted) {
        double total = counted
                + before.computeIfAbsent(
                        channel,
                        name -> memory.recall(camera, name).map(Count::total).orElse(0.0));
        totals.put(channel, total);
        Double last = told.put(channel, total);
        if (last == null || last != total) {
            memory.remember(camera, channel, new Count(0, total));
        }
    }

    /** To be called before anybody is told. */
    void keep() {
        memory.keep();
    }
}
