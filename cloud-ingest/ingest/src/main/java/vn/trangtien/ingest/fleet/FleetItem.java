package vn.trangtien.ingest.fleet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One gateway in a list; see docs/fleet.md. What is not known is null. */
public record FleetItem(
        String account,
        String gateway,
        String name,
        String kind,
        @Nullable Double lat,
        @Nullable Double lon,
        boolean active,
        String state,
        Instant since,
        @Nullable Instant lastSeen,
        @Nullable Instant lastDataAt,
        @Nullable String software,
        @Nullable Long desiredVersion,
        @Nullable Long reportedVersion,
        @Nullable String configState,
        boolean drift,
        String pushState,
        @Nullable Instant certificateUntil,
        @Nullable Long spoolDepth,
        List<String> alarms) {

    public FleetItem {
        alarms = List.copyOf(alarms);
    }
}
