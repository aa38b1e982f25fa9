package vn.trangtien.ingest.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts attempts per address in a sliding minute, for the last 10,000 addresses. Thread-safe. */
final class Attempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ADDRESSES = 10_000;

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Deque<Instant>> byAddress = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > ADDRESSES;
        }
    };

    Attempts(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** @throws EnrolmentRefused if the address has used up its attempts of this minute */
    synchronized void count(String address) {
        Instant now = clock.instant();
        Deque<Instant> recent = byAddress.computeIfAbsent(address, any -> new ArrayDeque<>());
        while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(WINDOW))) {
            recent.removeFirst();
        }
        if (recent.size() >= perMinute) {
            throw new EnrolmentRefused(
                    EnrolmentRefused.Reason.TOO_MANY_ATTEMPTS,
                    "more than %d attempts in a minute from one address; wait a minute".formatted(perMinute));
        }
        recent.addLast(now);
    }
}
