/**
 * What is in a picture: one interface, {@link vn.trangtien.video.detect.Detector}, in front of every model.
 *
 * <p>Detectors know nothing of time; who is the same as a moment ago is decided in {@code track}.
 */
@NullMarked
package vn.trangtien.video.detect;

import org.jspecify.annotations.NullMarked;
