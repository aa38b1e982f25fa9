package vn.trangtien.sim.world;

import java.time.Duration;

/**
 * Randomness as a function of time: asked twice for the same moment it says the same. Each name has a stream of its own, so
 * that adding a device changes no other.
 */
public final class RandomStream {

    private final long key;

    public RandomStream(long seed, String name) {
        long hash = mix(seed);
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash ^ name.charAt(i));
        }
        this.key = hash;
    }

    /** A smooth wobble between -1 and 1 that changes direction about once per {@code period}. */
    public double wobble(Duration at, Duration period) {
        double position = (double) at.toNanos() / period.toNanos();
        long cell = (long) Math.floor(position);
        double u = position - cell;
        double eased = u * u * (3 - 2 * u);
        return white(cell) * (1 - eased) + white(cell + 1) * eased;
    }

    /** Evenly distributed between -1 and 1, unrelated for each {@code index}. */
    public double white(long index) {
        long bits = mix(key ^ mix(index)) >>> 11;
        return bits / (double) (1L << 52) - 1;
    }

    /** Finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
