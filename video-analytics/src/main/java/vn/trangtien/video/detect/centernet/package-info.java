/**
 * Decodes CenterNet: a map of scores for each class, in which the centre of a thing is a peak, and maps of the distances from
 * there to the four sides.
 *
 * <p>Source: X. Zhou et al., Objects as Points, 2019; the four distances are those of the model that the catalogue has.
 */
@NullMarked
package vn.trangtien.video.detect.centernet;

import org.jspecify.annotations.NullMarked;
