package vn.trangtien.ingest.broker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** How many different topics of answers one gateway may use in a minute. Thread-safe. */
final class AnswerBudget {

    /** Far more than the two requests that a gateway works on at a time can need. */
    static final int PER_MINUTE = 600;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Set<String> topics = new HashSet<>();
    private Instant begin = Instant.EPOCH;

    AnswerBudget(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean allows(String topic) {
        Instant now = clock.instant();
        if (!now.isBefore(begin.plus(WINDOW)) || now.isBefore(begin)) {
            begin = now;
            topics.clear();
        }
        return topics.contains(topic) || (topics.size() < PER_MINUTE && topics.add(topic));
    }
}
