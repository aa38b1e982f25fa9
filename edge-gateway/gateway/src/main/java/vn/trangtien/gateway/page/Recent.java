package vn.trangtien.gateway.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import vn.trangtien.gateway.view.ChannelNow;

/** The values of the last ten minutes, one every ten seconds, for the small curves. Thread-safe. */
final class Recent {

    static final int POINTS = 60;
    private static final int MOST_CHANNELS = 1_000;

    private final Map<String, Deque<OptionalDouble>> points = new LinkedHashMap<>();

    synchronized void add(List<ChannelNow> channels) {
        points.keySet().retainAll(channels.stream().map(Recent::key).toList());
        for (ChannelNow channel : channels) {
            if (points.size() >= MOST_CHANNELS && !points.containsKey(key(channel))) {
                continue;
            }
            Deque<OptionalDouble> line = points.computeIfAbsent(key(channel), name -> new ArrayDeque<>());
            line.addLast(channel.quality().isUsable() ? channel.value() : OptionalDouble.empty());
            if (line.size() > POINTS) {
                line.removeFirst();
            }
        }
    }

    /** The oldest first; empty where there was no usable value. */
    synchronized List<OptionalDouble> of(ChannelNow channel) {
        Deque<OptionalDouble> line = points.get(key(channel));
        return line == null ? List.of() : new ArrayList<>(line);
    }

    private static String key(ChannelNow channel) {
        return channel.device() + " " + channel.channel();
    }
}
