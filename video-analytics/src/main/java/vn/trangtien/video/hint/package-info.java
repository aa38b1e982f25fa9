/**
 * Smoke and fire as a hint for a person who looks at the picture, never as an alarm: sunsets, red signs, fog and exhaust look
 * alike to a camera without a trained model.
 */
@NullMarked
package vn.trangtien.video.hint;

import org.jspecify.annotations.NullMarked;
