package vn.trangtien.platform.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the log is anchored in time: {@code /actuator/health/auditAnchors}. Down when entries wait longer than the settings
 * allow, or when a look at the log found it broken.
 */
final class AnchorHealthIndicator implements HealthIndicator {

    private final AnchorLoop loop;
    private final AnchorSettings settings;
    private final Clock clock;

    AnchorHealthIndicator(AnchorLoop loop, AnchorSettings settings, Clock clock) {
        this.loop = loop;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Optional<Anchoring.Standing> known = loop.standing();
        if (known.isEmpty()) {
            return Health.unknown()
                    .withDetail("reason", "nobody has looked yet")
                    .build();
        }
        Anchoring.Standing standing = known.get();
        Optional<Instant> oldest = standing.oldestWaiting();
        boolean late = oldest.filter(at -> Duration.between(at, clock.instant()).compareTo(settings.alarmAfter()) > 0)
                .isPresent();
        Health.Builder health = late || standing.isBroken() ? Health.down() : Health.up();
        health.withDetail("anchoredTo", standing.anchoredTo()).withDetail("waiting", standing.waiting());
        oldest.ifPresent(at -> health.withDetail("oldestWaiting", at.toString()));
        standing.trouble()
                .ifPresent(trouble -> health.withDetail("reason", trouble.reason())
                        .withDetail("since", trouble.since().toString()));
        return health.build();
    }
}
