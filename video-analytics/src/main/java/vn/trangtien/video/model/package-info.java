/**
 * Where models come from and where they lie: the catalogue of those we know, the folder of those that are installed, and the
 * way from one to the other.
 *
 * <p>A model is a folder: {@code model.yaml} says everything about it – sizes, outputs, labels, licence, hashes – and the files
 * beside it are what it names. Nothing here runs a model.
 */
@NullMarked
package vn.trangtien.video.model;

import org.jspecify.annotations.NullMarked;
