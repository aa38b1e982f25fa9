/**
 * Looks at the machine before a city starts: each check answers OK, WARN or FAIL and, unless all is well, says what to do.
 *
 * <p>A check changes nothing. What it finds is what {@code up} would stumble over; both use the same code where that is
 * possible.
 */
@NullMarked
package vn.trangtien.box.doctor;

import org.jspecify.annotations.NullMarked;
