package vn.trangtien.video;

import java.time.Duration;

/**
 * Lets the cameras of a process connect one after the other, {@value #PER_SECOND} a second: two hundred that start decoding in
 * the same instant would all time out. Thread-safe.
 */
final class OpeningTurns {

    static final OpeningTurns OF_THE_PROCESS = new OpeningTurns();

    static final int PER_SECOND = 10;
    private static final long DISTANCE_NANOS = 1_000_000_000L / PER_SECOND;

    private long next = Long.MIN_VALUE;

    /** Takes a turn and says how long to wait for it. */
    synchronized Duration take(long nowNanos) {
        if (next == Long.MIN_VALUE || next - nowNanos < 0) {
            next = nowNanos;
        }
        long wait = next - nowNanos;
        next += DISTANCE_NANOS;
        return Duration.ofNanos(wait);
    }
}
