/**
 * The counting line and who passed it in which direction. Pure geometry on tracked positions.
 */
@NullMarked
package vn.trangtien.video.count;

import org.jspecify.annotations.NullMarked;
