package vn.trangtien.city.alarm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One alarm as people see it, texts in the language they asked for.
 *
 * @param source {@code account/gateway[/asset[/channel]]}
 * @param place name of the gateway
 * @param measure VALUE, SILENCE, GATEWAY, FLEET, EDGE or CAMERA
 * @param level the level that stands, 0 after the condition has gone
 * @param code short name of that level, or of the highest one after the condition has gone
 * @param severity CRITICAL, HIGH, MEDIUM or LOW, of the level that {@code code} names
 * @param message what whoever reported it says in words, text of a device among it, so escape it; absent when the city itself
 *     judged a value
 * @param phase UNACK, ACK, RTN_UNACK, or NORMAL after the end
 * @param limit the limit that was reached, in {@code unit}
 * @param limitVerified whether that limit was checked against its source
 * @param hides how many instruments are silent behind this gateway and not listed themselves
 * @param aCase the case of the responsible unit, once there is one
 */
public record AlarmView(
        UUID id,
        String source,
        String gateway,
        String place,
        String rule,
        String measure,
        String title,
        int level,
        String code,
        String levelTitle,
        String severity,
        @Nullable String message,
        String phase,
        double value,
        Instant valueAt,
        double peakValue,
        String unit,
        double limit,
        boolean limitVerified,
        boolean simulated,
        Instant raisedAt,
        Instant changedAt,
        @Nullable Instant returnedAt,
        @Nullable Instant closedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String acknowledgement,
        @Nullable Case aCase,
        int hides,
        String consequence,
        String action,
        long minutesToAct,
        String unitName,
        String sourceTitle,
        String sourceReference,
        String sourceRemark) {

    /** What became of the alarm at the responsible unit. */
    public record Case(
            String number,
            String state,
            @Nullable String unit,
            @Nullable LocalDate due,
            @Nullable String link) {}

    /** One line of the history. */
    public record Line(
            Instant at,
            String kind,
            @Nullable Integer level,
            @Nullable Double value,
            @Nullable String actor,
            @Nullable String note) {}

    public boolean isOpen() {
        return closedAt == null;
    }

    /** {@code account/gateway/camera} of the camera that reported it; empty when none did. */
    public String camera() {
        String[] parts = source.split("/", 4);
        return measure.equals("CAMERA") && parts.length == 4 ? parts[0] + "/" + parts[1] + "/" + parts[2] : "";
    }

    public boolean needsAcknowledgement() {
        return phase.equals("UNACK") || phase.equals("RTN_UNACK");
    }
}
