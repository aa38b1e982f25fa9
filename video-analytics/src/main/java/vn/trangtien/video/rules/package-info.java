/**
 * What an operator asked of a view, and what the tracked objects have to say to it: lines that are crossed, zones that are
 * entered, things that stand where they should not.
 *
 * <p>Geometry and presentation time only: no pixels but those that {@link vn.trangtien.video.rules.RuleEngine#look} is handed,
 * no clock, no thread, no names of cameras. Positions are shares of the picture; a record that cannot be meant is refused
 * with field, value, rule and remedy. Whatever begins also ends: each alert is told twice, and counters never go down.
 */
@NullMarked
package vn.trangtien.video.rules;

import org.jspecify.annotations.NullMarked;
