/**
 * The values that all steps of the frame pipeline share: points and boxes in the picture, a grey image, and what a step is.
 *
 * <p>Positions are shares of the picture, 0..1 from the left and from the top edge, so that a line drawn on a snapshot
 * still lies on the road when the camera changes its resolution. Times are microseconds of the stream's own presentation
 * time, never of a wall clock.
 */
@NullMarked
package vn.trangtien.video.picture;

import org.jspecify.annotations.NullMarked;
