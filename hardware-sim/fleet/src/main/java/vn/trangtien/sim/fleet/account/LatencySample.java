package vn.trangtien.sim.fleet.account;

import java.util.Arrays;
import java.util.Random;

/**
 * Delays in microseconds: all of them while they are few, then an even sample (reservoir sampling, algorithm R), so that an hour
 * takes no more room than a minute. The same delays in the same order with the same seed give the same sample. Thread-safe.
 */
public final class LatencySample {

    /** Enough for a 99.9th percentile to rest on ten delays. */
    public static final int USUAL_ROOM = 10_000;

    private final long[] kept;
    private final Random random;
    private long seen;
    private long highest;

    /** @param room how many are kept, at least 1 */
    public LatencySample(int room, long seed) {
        if (room < 1) {
            throw new IllegalArgumentException("room must be at least 1, but was " + room);
        }
        this.kept = new long[room];
        this.random = new Random(seed);
    }

    public synchronized void add(long micros) {
        if (seen < kept.length) {
            kept[(int) seen] = micros;
        } else {
            long place = random.nextLong(seen + 1);
            if (place < kept.length) {
                kept[(int) place] = micros;
            }
        }
        seen++;
        highest = Math.max(highest, micros);
    }

    /** How many there were. */
    public synchronized long count() {
        return seen;
    }

    /** The longest of all, also of those that were not kept. */
    public synchronized long highestMicros() {
        return highest;
    }

    /**
     * By nearest rank; 0 if there were none.
     *
     * @param percent above 0, at most 100
     */
    public double percentileMillis(double percent) {
        long[] sorted = sorted();
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1000.0;
    }

    /** Those that were kept, ascending. */
    public synchronized long[] sorted() {
        long[] copy = Arrays.copyOf(kept, (int) Math.min(seen, kept.length));
        Arrays.sort(copy);
        return copy;
    }
}
