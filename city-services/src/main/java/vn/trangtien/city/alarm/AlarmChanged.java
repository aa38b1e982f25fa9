package vn.trangtien.city.alarm;

import java.time.Instant;
import java.util.UUID;

/**
 * Something happened to an alarm; JSON on topic {@link #TOPIC}, keyed by the source. It is told after the commit, at least
 * once, and says only that the alarm is worth reading anew.
 *
 * @param kind RAISED, ESCALATED, EASED, RETURNED, RECURRED, ACKNOWLEDGED, CLOSED, CASE_OPENED or CASE_CHANGED
 * @param gateway {@code account/gateway} of the source
 */
public record AlarmChanged(UUID alarm, String kind, String source, String gateway, Instant at) {

    public static final String TOPIC = "city.alarm.v1";
}
