package vn.trangtien.city.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.events.Observation;

/** Keeps the newest observation of each channel until it is taken; a fast channel costs a screen no more than a slow one. */
final class Coalescer {

    private final Map<String, Observation> newest = new LinkedHashMap<>();

    synchronized void offer(Observation observation) {
        newest.merge(
                observation.channel().path(),
                observation,
                (one, other) -> other.measuredAt().isBefore(one.measuredAt()) ? one : other);
    }

    /** What has come since the last call, one a channel. */
    synchronized List<Observation> take() {
        List<Observation> taken = new ArrayList<>(newest.values());
        newest.clear();
        return taken;
    }
}
