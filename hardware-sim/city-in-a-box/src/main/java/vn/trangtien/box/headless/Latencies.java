package vn.trangtien.box.headless;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects delays in milliseconds and answers percentiles by the nearest-rank method. Thread-safe. */
final class Latencies {

    private static final int MOST = 200_000;

    private final List<Long> millis = new ArrayList<>();

    synchronized void add(long delay) {
        if (millis.size() < MOST) {
            millis.add(delay);
        }
    }

    synchronized Report.Latency summary() {
        if (millis.isEmpty()) {
            return new Report.Latency(0, 0, 0, 0);
        }
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return new Report.Latency(sorted.size(), rank(sorted, 50), rank(sorted, 95), sorted.get(sorted.size() - 1));
    }

    private static long rank(List<Long> sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
