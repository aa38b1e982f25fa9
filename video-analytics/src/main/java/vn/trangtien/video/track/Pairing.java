package vn.trangtien.video.track;

import java.util.ArrayList;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Joins what is expected with what is seen, best fit first. Greedy instead of optimal over all pairs (Hungarian method):
 * simpler, and what it costs in quality is inside the figures of {@code TrackingQualityTest}.
 */
final class Pairing {

    private Pairing() {}

    /** Larger is better, 0 is never. */
    @FunctionalInterface
    interface Score<T, S> {
        double of(T expected, S seen);
    }

    private record Pair<T, S>(T expected, S seen, double score) {}

    /** Tells each pair once and takes both out of their sets. */
    static <T, S> void best(Set<T> expected, Set<S> seen, Score<T, S> score, BiConsumer<T, S> joined) {
        var pairs = new ArrayList<Pair<T, S>>();
        for (T one : expected) {
            for (S other : seen) {
                double value = score.of(one, other);
                if (value > 0) {
                    pairs.add(new Pair<>(one, other, value));
                }
            }
        }
        pairs.sort((a, b) -> Double.compare(b.score, a.score));
        for (Pair<T, S> pair : pairs) {
            if (expected.contains(pair.expected) && seen.contains(pair.seen)) {
                expected.remove(pair.expected);
                seen.remove(pair.seen);
                joined.accept(pair.expected, pair.seen);
            }
        }
    }
}
