/**
 * Runs ONNX models; the only package that touches ONNX Runtime.
 *
 * <p>A model is loaded once per process, however many cameras use it; each user has input and output buffers of its own. One
 * inference uses one thread: with several cameras, several inferences side by side do more than one on several cores.
 *
 * <p>What the numbers mean is not known here.
 */
@NullMarked
package vn.trangtien.video.detect.onnx;

import org.jspecify.annotations.NullMarked;
