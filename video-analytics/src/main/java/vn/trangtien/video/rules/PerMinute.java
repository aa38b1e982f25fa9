package vn.trangtien.video.rules;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many of something there were in the last minute of presentation time. */
final class PerMinute {

    private static final long MINUTE_MICROS = 60_000_000;
    /** More in one minute than any road carries; keeps memory flat whatever happens. */
    private static final int MOST = 10_000;

    private final Deque<Long> times = new ArrayDeque<>();

    void add(long micros) {
        times.addLast(micros);
        if (times.size() > MOST) {
            times.removeFirst();
        }
    }

    int count(long now) {
        while (!times.isEmpty() && now - times.getFirst() >= MINUTE_MICROS) {
            times.removeFirst();
        }
        return times.size();
    }
}
