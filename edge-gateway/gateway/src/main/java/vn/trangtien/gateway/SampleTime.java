package vn.trangtien.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import vn.trangtien.drivers.DeviceClock;

/**
 * From nanoseconds of the device clock to the time of day, by one offset, so that the distances between samples are those that
 * were measured. Only when the time of day has been set (at boot without a battery it is years off) is the offset taken anew.
 * Thread-safe.
 */
final class SampleTime {

    private static final long SET_BY_HAND = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final DeviceClock deviceClock;
    private long offset;

    SampleTime(Clock clock, DeviceClock deviceClock) {
        this.clock = clock;
        this.deviceClock = deviceClock;
        this.offset = currentOffset();
    }

    synchronized Instant of(long deviceNanos) {
        long current = currentOffset();
        if (Math.abs(current - offset) > SET_BY_HAND) {
            offset = current;
        }
        long nanos = deviceNanos + offset;
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    private long currentOffset() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - deviceClock.nanoTime();
    }
}
