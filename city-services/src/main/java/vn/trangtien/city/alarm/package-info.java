/**
 * Alarms: from a value to a line on the operator's list, from there to a case of the responsible unit.
 *
 * <p>{@link vn.trangtien.city.alarm.core} decides; this package keeps the state in the schema {@code city}, listens to
 * Kafka, says what time it is and asks egov-core for cases. Neighbours use {@link vn.trangtien.city.alarm.Alarms} and listen
 * to {@link vn.trangtien.city.alarm.AlarmChanged}.
 */
@NullMarked
package vn.trangtien.city.alarm;

import org.jspecify.annotations.NullMarked;
