/**
 * The Vietnamese lunar calendar, reckoned from the moon and the sun over UTC+7. Nothing here knows holidays; they are rules
 * of the package above.
 */
@NullMarked
package vn.trangtien.platform.calendar.lunar;

import org.jspecify.annotations.NullMarked;
