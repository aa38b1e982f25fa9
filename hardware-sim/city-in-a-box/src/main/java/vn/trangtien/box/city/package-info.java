/**
 * The city itself: which part starts after which, with which properties, and how all of it ends.
 *
 * <p>{@link vn.trangtien.box.city.City} is the way in. The parts are started one after the other because they are faster so
 * than side by side, and are closed in the reverse order from one place.
 */
@NullMarked
package vn.trangtien.box.city;

import org.jspecify.annotations.NullMarked;
