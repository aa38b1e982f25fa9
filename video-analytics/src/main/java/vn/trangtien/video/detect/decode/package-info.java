/**
 * What every model's answer goes through: from tensors to {@link vn.trangtien.video.detect.Detection}s. Pure computing, without
 * native code; the families of models are in the packages beside this one.
 *
 * <p>Coordinates of a candidate are shares of the model's input picture, from its upper left corner.
 */
@NullMarked
package vn.trangtien.video.detect.decode;

import org.jspecify.annotations.NullMarked;
