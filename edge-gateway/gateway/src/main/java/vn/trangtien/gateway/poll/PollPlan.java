package vn.trangtien.gateway.poll;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which device of one bus is asked next. Pure: told the time, in nanoseconds of the device clock.
 *
 * <p>Each device is <em>released</em> once per interval and should be read before its next release: that is its deadline. Among
 * the released ones the earliest deadline goes first, so a device that is read every second is not kept waiting by one that has
 * a minute's time.
 *
 * <p>A device that fails is left alone for 1 s, 2 s, 4 s … up to a minute, and then asked once: the probe. If that fails too, the
 * pause grows; if it succeeds, the device goes on in the rhythm it had before. Failing devices of a bus together get at most
 * {@value #FAILING_SHARE_PERCENT} % of the bus's time: after an attempt that failed and held the bus for some time, no failing
 * device is asked for three times as long.
 */
final class PollPlan {

    static final int FAILING_SHARE_PERCENT = 25;

    private static final long FIRST_RETRY = Duration.ofSeconds(1).toNanos();
    private static final long LAST_RETRY = Duration.ofSeconds(60).toNanos();

    /** Start-up must not look slow, even for devices that are read once in five minutes. */
    private static final long LONGEST_JITTER = Duration.ofSeconds(2).toNanos();

    private final long[] every;
    private final long[] phase;
    private final long[] released;
    private final int[] failures;
    private long noProbeBefore;

    /** @param random spreads the first reads, so that gateways started together do not stay in step */
    PollPlan(List<Duration> every, long now, RandomGenerator random) {
        if (every.isEmpty()) {
            throw new IllegalArgumentException("a plan needs at least one device");
        }
        this.every = every.stream().mapToLong(Duration::toNanos).toArray();
        this.released = new long[this.every.length];
        this.failures = new int[this.every.length];
        this.noProbeBefore = now;
        for (int i = 0; i < released.length; i++) {
            released[i] = now + random.nextLong(Math.max(1, Math.min(this.every[i], LONGEST_JITTER)));
        }
        this.phase = released.clone();
    }

    /** Index of the device to be read at this time; -1 if none is due. */
    int next(long now) {
        int best = -1;
        for (int i = 0; i < released.length; i++) {
            if (due(i) - now <= 0 && (best < 0 || deadline(i) - deadline(best) < 0)) {
                best = i;
            }
        }
        return best;
    }

    /** When the first device will be due. */
    long nextDueAt() {
        long first = due(0);
        for (int i = 1; i < released.length; i++) {
            first = due(i) - first < 0 ? due(i) : first;
        }
        return first;
    }

    /** When this device may be asked. */
    long due(int device) {
        boolean held = failures[device] > 0 && noProbeBefore - released[device] > 0;
        return held ? noProbeBefore : released[device];
    }

    /** Before when it should have been read. */
    long deadline(int device) {
        return released[device] + every[device];
    }

    boolean isFailing(int device) {
        return failures[device] > 0;
    }

    /** Times that were missed because a read took longer than its interval are skipped, not made up for. */
    void succeeded(int device, long now) {
        if (failures[device] > 0) {
            failures[device] = 0;
            released[device] = inRhythm(device, now + every[device] / 2);
            return;
        }
        long next = released[device] + every[device];
        released[device] = next - now < 0 ? inRhythm(device, now) : next;
    }

    /** @param busy how long the attempt held the bus */
    void failed(int device, long now, long busy) {
        int doublings = Math.min(failures[device]++, 6);
        released[device] = now + Math.min(LAST_RETRY, FIRST_RETRY << doublings);
        long pause = busy * (100 - FAILING_SHARE_PERCENT) / FAILING_SHARE_PERCENT;
        if (now + pause - noProbeBefore > 0) {
            noProbeBefore = now + pause;
        }
    }

    /** The first time of the device's own rhythm that is not before {@code earliest}. */
    private long inRhythm(int device, long earliest) {
        long past = Math.floorMod(earliest - phase[device], every[device]);
        return past == 0 ? earliest : earliest + every[device] - past;
    }
}
