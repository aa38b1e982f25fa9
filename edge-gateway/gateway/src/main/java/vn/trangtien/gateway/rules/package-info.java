/**
 * Rules that work on the gateway alone: from values of channels to switched outputs and events, with the cloud or without it.
 *
 * <p>{@link vn.trangtien.gateway.rules.RuleMachine} and {@link vn.trangtien.gateway.rules.ValueWindow} are pure. All times are
 * nanoseconds of the device clock, which is monotonic, so that a jump of the time of day neither raises nor clears anything.
 */
@NullMarked
package vn.trangtien.gateway.rules;

import org.jspecify.annotations.NullMarked;
