package vn.trangtien.ingest.deadletters;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether dead letters get into the index and out of it: {@code /actuator/health/deadLetters}. */
@Component
class DeadLettersHealthIndicator implements HealthIndicator {

    private final DeadLetterIndex index;
    private final Replays replays;

    DeadLettersHealthIndicator(DeadLetterIndex index, Replays replays) {
        this.index = index;
        this.replays = replays;
    }

    @Override
    public Health health() {
        return index.trouble()
                .or(replays::trouble)
                .map(why -> Health.down()
                        .withDetail("reason", why.reason())
                        .withDetail("since", why.since().toString()))
                .orElseGet(Health::up)
                .build();
    }
}
