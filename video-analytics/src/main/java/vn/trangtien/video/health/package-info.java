/**
 * Whether a camera still sees what it was hung up to see: pictures that stand still, a black, covered, blurred or turned view.
 *
 * <p>Works on the brightness that is analysed anyway, about once a second of presentation time, and compares with a reference
 * of the view that it learns itself. Knows no clock, no thread and no native code. Grey levels are 0 to 255, times are
 * microseconds of presentation time, sizes are shares of the picture.
 */
@NullMarked
package vn.trangtien.video.health;

import org.jspecify.annotations.NullMarked;
