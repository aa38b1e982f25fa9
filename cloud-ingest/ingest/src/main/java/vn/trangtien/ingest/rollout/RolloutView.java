package vn.trangtien.ingest.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.fleet.FleetFilter;

/** A rollout as others see it; see docs/fleet.md. */
public record RolloutView(
        long id,
        String name,
        String kind,
        String mode,
        @Nullable String template,
        @Nullable String release,
        FleetFilter filter,
        List<Integer> rings,
        long soakSeconds,
        long patienceSeconds,
        long reconnectGraceSeconds,
        double healthyShare,
        String state,
        int ring,
        Instant ringSince,
        String reason,
        String by,
        Instant at,
        @Nullable Instant endedAt,
        Map<String, Long> counts,
        long targets,
        long touched,
        long healthy) {

    /** What somebody wants to be done. */
    public record Order(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String mode,
            @Nullable String template,
            @Nullable String release,
            @Nullable FleetFilter filter,
            @Nullable List<Integer> rings,
            @Nullable Long soakSeconds,
            @Nullable Long patienceSeconds,
            @Nullable Long reconnectGraceSeconds,
            @Nullable Double healthyShare) {

        Policy policy() {
            Policy usual = Policy.USUAL;
            return new Policy(
                    rings == null ? usual.rings() : rings,
                    soakSeconds == null ? usual.soak() : Duration.ofSeconds(soakSeconds),
                    patienceSeconds == null ? usual.patience() : Duration.ofSeconds(patienceSeconds),
                    reconnectGraceSeconds == null ? usual.reconnectGrace() : Duration.ofSeconds(reconnectGraceSeconds),
                    healthyShare == null ? usual.healthyShare() : healthyShare);
        }
    }

    /** One gateway of it. */
    public record TargetView(String account, String gateway, int ring, String state, Instant since, String detail) {}

    /** A part of the targets. */
    public record TargetPage(long total, int page, int size, List<TargetView> items) {}

    /** One line of what happened. */
    public record LineView(
            Instant at, @Nullable String account, @Nullable String gateway, String text) {}
}
