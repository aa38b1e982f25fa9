/**
 * What moves in front of a fixed camera: a background that is learned as a running average, the pixels that differ from it,
 * and the blobs these pixels form.
 *
 * <p>Knows nothing of objects over time (that is {@code track}) and nothing of codecs. It is a gate and a counter for fixed
 * views, not a recogniser: two riders abreast are one blob.
 */
@NullMarked
package vn.trangtien.video.motion;

import org.jspecify.annotations.NullMarked;
