/**
 * Reads the water level from a staff gauge that a fixed camera sees. A number that may be wrong is worse than none: what
 * cannot be read well comes with a low confidence.
 *
 * <p>Works on pixels along the staff and presentation times; levels in metres of the staff's own scale.
 */
@NullMarked
package vn.trangtien.video.gauge;

import org.jspecify.annotations.NullMarked;
