package vn.trangtien.ingest.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Something that is or was wrong with a gateway.
 *
 * @param name of the gateway, for people
 * @param detail one sentence in Vietnamese; the reason of a gateway stands in it as the gateway gave it
 * @param detailEn the same in English
 */
public record Alarm(
        long id,
        String account,
        String gateway,
        String name,
        Kind kind,
        String severity,
        String detail,
        String detailEn,
        Instant raisedAt,
        @Nullable Instant clearedAt) {

    /** What is wrong; see docs/fleet.md. */
    public enum Kind {
        SILENT,
        FLAPPING,
        CERTIFICATE,
        QUARANTINED,
        UPDATE_FAILED,
        EVICTING,
        CLOCK,
        UNACCOUNTED
    }

    /**
     * What ought to be open, by the look of things now.
     *
     * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
     */
    record Finding(GatewayId gateway, Kind kind, String severity, String detail, String detailEn) {}
}
