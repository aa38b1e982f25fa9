package vn.trangtien.ingest.judging;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether what is in Kafka is judged: {@code /actuator/health/judging}. */
@Component
class JudgingHealthIndicator implements HealthIndicator {

    private final Judging judging;

    JudgingHealthIndicator(Judging judging) {
        this.judging = judging;
    }

    @Override
    public Health health() {
        return judging.trouble()
                .map(why -> Health.down()
                        .withDetail("reason", why.reason())
                        .withDetail("since", why.since().toString()))
                .orElseGet(() -> Health.up().withDetail("partitions", judging.partitions()))
                .build();
    }
}
