package vn.trangtien.ingest.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts attempts in a sliding minute for each of the last 10,000 addresses or names. Thread-safe. */
final class Attempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int KEYS = 10_000;

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Deque<Instant>> byKey = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > KEYS;
        }
    };

    Attempts(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** @throws EnrolmentRefused if the key has used up its attempts of this minute */
    synchronized void require(String key) {
        Deque<Instant> recent = byKey.get(key);
        if (recent == null) {
            return;
        }
        Instant since = clock.instant().minus(WINDOW);
        while (!recent.isEmpty() && recent.getFirst().isBefore(since)) {
            recent.removeFirst();
        }
        if (recent.size() >= perMinute) {
            throw new EnrolmentRefused(
                    EnrolmentRefused.Reason.TOO_MANY_ATTEMPTS,
                    "more than %d attempts in a minute from one address or for one gateway; wait a minute"
                            .formatted(perMinute));
        }
    }

    synchronized void count(String key) {
        byKey.computeIfAbsent(key, any -> new ArrayDeque<>()).addLast(clock.instant());
    }
}
