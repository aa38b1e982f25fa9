package vn.trangtien.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in a camera's view, or about the camera itself, began or is over.
 *
 * @param id the same at the beginning and at the end
 * @param kind {@code WRONG_WAY}, {@code CROWD}, {@code FROZEN} …; more may come
 * @param state {@code BEGAN} or {@code ENDED}
 * @param rule name of the zone, line or rule; the kind for what has none
 * @param object id of the {@link ObjectSeen} that it is about; absent if it is about none
 * @param value what was measured
 * @param confidence 0 to 1
 * @param reason for people, in English; supplied by the gateway, so escape it
 * @param reasonVietnamese the same in Vietnamese
 */
public record CameraAlert(
        String account,
        String gateway,
        String camera,
        String id,
        String kind,
        String state,
        String rule,
        @Nullable String object,
        @Nullable Double value,
        double confidence,
        String reason,
        String reasonVietnamese,
        Instant at,
        boolean simulated) {}
