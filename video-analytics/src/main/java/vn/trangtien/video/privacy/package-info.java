/**
 * What nobody may recognise in a picture that leaves the camera's computer: everything that moves, has just moved, or came
 * to rest lately, is replaced by coarse tiles before the picture is encoded. No unmasked picture exists outside the memory
 * of this process.
 *
 * <p>What already stood in the view when the camera was switched on counts as background.
 */
@NullMarked
package vn.trangtien.video.privacy;

import org.jspecify.annotations.NullMarked;
