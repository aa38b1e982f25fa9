/**
 * Objects over time: which blob of this frame is the same thing as which blob of the frame before.
 *
 * <p>Pure arithmetic on boxes and presentation times; a recorded list of boxes gives the same tracks on every machine.
 */
@NullMarked
package vn.trangtien.video.track;

import org.jspecify.annotations.NullMarked;
