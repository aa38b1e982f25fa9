package vn.trangtien.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong with a gateway itself, or is right again; not with what it measures.
 *
 * @param id of the alarm, the same when it is raised and when it is cleared
 * @param kind {@code SILENT}, {@code FLAPPING}, {@code CERTIFICATE}, {@code QUARANTINED}, {@code UPDATE_FAILED},
 *     {@code EVICTING}, {@code CLOCK} or {@code UNACCOUNTED}; more may come
 * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
 * @param detail one sentence for people, in Vietnamese
 * @param detailEn the same in English; absent in records from before it was told
 */
public record FleetAlarm(
        String id,
        String account,
        String gateway,
        String kind,
        State state,
        String severity,
        Instant at,
        String detail,
        @Nullable String detailEn) {

    /** Whether it began or ended. An alarm whose severity rises is raised again under its id. */
    public enum State {
        RAISED,
        CLEARED
    }
}
