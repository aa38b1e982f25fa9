/**
 * The alarm engine's reasoning: which level a value stands on, and which step of an alarm's life may follow which.
 *
 * <p>Everything here is a value and a function of values. There is no clock, no thread, no log and no database: whoever
 * calls says what time it is, keeps the {@link vn.trangtien.city.alarm.core.Tracker} and tells the world. That is what
 * lets a flood night of eight hours be replayed in a millisecond, and every state be tried against every event.
 *
 * <p>Levels count from 1; 0 means that no limit is reached. Values are in the unit of their rule.
 */
@NullMarked
package vn.trangtien.city.alarm.core;

import org.jspecify.annotations.NullMarked;
