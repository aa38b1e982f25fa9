package vn.trangtien.ingest.bridge;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether messages get from the broker into Kafka: {@code /actuator/health/bridge}. */
@Component
class BridgeHealthIndicator implements HealthIndicator {

    private final Bridge bridge;

    BridgeHealthIndicator(Bridge bridge) {
        this.bridge = bridge;
    }

    @Override
    public Health health() {
        return bridge.trouble()
                .map(why -> Health.down()
                        .withDetail("reason", why.reason())
                        .withDetail("since", why.since().toString()))
                .orElseGet(Health::up)
                .build();
    }
}
