/**
 * Decodes single-shot detectors: a fixed set of anchor boxes, and for each what it must move by to fit a thing.
 *
 * <p>Source of the arithmetic: W. Liu et al., SSD: Single Shot MultiBox Detector, 2016, with the box coder of TensorFlow's object
 * detection models (scales 10, 10, 5, 5).
 */
@NullMarked
package vn.trangtien.video.detect.ssd;

import org.jspecify.annotations.NullMarked;
