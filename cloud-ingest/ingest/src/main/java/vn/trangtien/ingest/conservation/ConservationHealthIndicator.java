package vn.trangtien.ingest.conservation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the last account of messages added up: {@code /actuator/health/conservation}. One that does not is a matter for people:
 * it is said here, by a gauge and in the log, and does not make the service count as down, for who stopped sending it messages for
 * this would make it worse.
 */
@Component
class ConservationHealthIndicator implements HealthIndicator {

    private static final Status BROKEN = new Status("NOT_CONSERVED", "messages are unaccounted for");

    private final ConservationWatch watch;

    ConservationHealthIndicator(ConservationWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        return watch.last()
                .map(account -> account.conserved() ? Health.up() : Health.status(BROKEN))
                .orElseGet(Health::unknown)
                .build();
    }
}
