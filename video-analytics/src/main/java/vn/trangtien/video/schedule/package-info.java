/**
 * Which camera's picture a detector looks at next. One {@link vn.trangtien.video.schedule.DetectorPool} serves all cameras of
 * the process; each has one seat with room for one picture, and a newer picture takes the place of an older one, so that
 * memory does not grow however slow the machine is.
 */
@NullMarked
package vn.trangtien.video.schedule;

import org.jspecify.annotations.NullMarked;
