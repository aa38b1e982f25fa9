package vn.trangtien.video.track;

import java.util.ArrayList;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Joins what is expected with what is seen, best fit first. The optimal assignment of all at once (Hungarian method) was left
 * out: on scenes of ours it makes other pairs only where three objects overlap, and costs more than all the rest.
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
