/**
 * Turns a TensorFlow.js graph model ({@code model.json} and its weight shards) into an ONNX file, without native code and
 * without a protobuf library.
 *
 * <p>Only what a convolutional detector consists of is understood, between the input that is named and the outputs that are
 * named: what TensorFlow does before (scaling the picture) and after (loops over boxes) is cut off and done by us. The order of
 * dimensions changes from TensorFlow's rows-columns-channels to ONNX's channels-rows-columns.
 *
 * <p>The same model gives the same bytes on every machine, so the result can be pinned by its SHA-256.
 *
 * <p>Sources: the TensorFlow documentation of each operation and of padding, the ONNX operator reference (opset 13) and
 * {@code onnx.proto}, the TensorFlow.js description of the graph-model format.
 */
@NullMarked
package vn.trangtien.video.model.convert;

import org.jspecify.annotations.NullMarked;
