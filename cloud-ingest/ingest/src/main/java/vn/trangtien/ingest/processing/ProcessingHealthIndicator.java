package vn.trangtien.ingest.processing;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether what is in Kafka is processed: {@code /actuator/health/processing}. */
@Component
class ProcessingHealthIndicator implements HealthIndicator {

    private final Processing processing;

    ProcessingHealthIndicator(Processing processing) {
        this.processing = processing;
    }

    @Override
    public Health health() {
        return processing
                .trouble()
                .map(why -> Health.down()
                        .withDetail("reason", why.reason())
                        .withDetail("since", why.since().toString()))
                .orElseGet(Health::up)
                .build();
    }
}
