package vn.trangtien.gateway.poll;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which device of one bus is next: the one whose time came first. A device that fails is tried again after 1 s, 2 s, 4 s … up to
 * a minute, and falls back into its rhythm with the first success. Pure: told the time, in nanoseconds of the device clock.
 */
final class PollPlan {

    private static final long FIRST_RETRY = Duration.ofSeconds(1).toNanos();
    private static final long LAST_RETRY = Duration.ofSeconds(60).toNanos();

    /** Start-up must not look slow, even for devices that are read once in five minutes. */
    private static final long LONGEST_JITTER = Duration.ofSeconds(2).toNanos();

    private final long[] every;
    private final long[] due;
    private final int[] failures;

    /** @param random spreads the first reads, so that gateways started together do not stay in step */
    PollPlan(List<Duration> every, long now, RandomGenerator random) {
        if (every.isEmpty()) {
            throw new IllegalArgumentException("a plan needs at least one device");
        }
        this.every = every.stream().mapToLong(Duration::toNanos).toArray();
        this.due = new long[this.every.length];
        this.failures = new int[this.every.length];
        for (int i = 0; i < due.length; i++) {
            due[i] = now + random.nextLong(Math.max(1, Math.min(this.every[i], LONGEST_JITTER)));
        }
    }

    /** Index of the device that is due first. */
    int next() {
        int first = 0;
        for (int i = 1; i < due.length; i++) {
            if (due[i] - due[first] < 0) {
                first = i;
            }
        }
        return first;
    }

    long due(int device) {
        return due[device];
    }

    /** Times that were missed because a read took longer than its interval are skipped, not made up for. */
    void succeeded(int device, long now) {
        boolean wasFailing = failures[device] > 0;
        failures[device] = 0;
        long next = due[device] + every[device];
        if (wasFailing || next - now < 0) {
            next = now + every[device];
        }
        due[device] = next;
    }

    void failed(int device, long now) {
        int doublings = Math.min(failures[device]++, 6);
        due[device] = now + Math.min(LAST_RETRY, FIRST_RETRY << doublings);
    }
}
