package vn.trangtien.drivers.lorawan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.Quality;

/** Notices that a device has not been heard for too long. Not thread-safe. */
final class Silence {

    /** One or two lost uplinks are ordinary on this radio. */
    static final int STALE_AFTER = 3;

    /** From then on the last value stands for nothing. */
    static final int GONE_AFTER = 10;

    private final @Nullable Duration expected;
    private long since;
    private @Nullable Instant lastHeard;

    /** @param expected time between two uplinks; empty if the device sends when it likes */
    Silence(Optional<Duration> expected, long now) {
        this.expected = expected.orElse(null);
        this.since = now;
    }

    void heard(long at, Instant timeOfDay) {
        since = at;
        lastHeard = timeOfDay;
    }

    /** What the last values are now: STALE, later COMM_FAULT; empty while all is well. */
    Optional<Quality> quality(long now) {
        if (expected == null || now - since <= times(expected, STALE_AFTER)) {
            return Optional.empty();
        }
        return Optional.of(now - since <= times(expected, GONE_AFTER) ? Quality.STALE : Quality.COMM_FAULT);
    }

    Optional<String> report(DevEui device, long now) {
        if (expected == null || quality(now).isEmpty()) {
            return Optional.empty();
        }
        String beginning = lastHeard == null ? "since opening" : "since " + lastHeard;
        return Optional.of(
                "no uplink of %s %s, that is %s, but one is expected every %s; check its battery and its coverage"
                        .formatted(device, beginning, words(Duration.ofNanos(now - since)), words(expected)));
    }

    private static long times(Duration duration, int factor) {
        return duration.multipliedBy(factor).toNanos();
    }

    private static String words(Duration duration) {
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toHours() == 0
                ? duration.toMinutes() + " min"
                : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
}
