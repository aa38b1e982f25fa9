/**
 * Frames in a stream of serial bytes: finding them behind noise, and saying what is wrong when none comes. What a frame
 * looks like and what it means is the driver's business.
 */
@NullMarked
package vn.trangtien.drivers.framing;

import org.jspecify.annotations.NullMarked;
