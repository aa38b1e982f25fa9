/**
 * What number plates say: which texts are plates, what several readings of one vehicle agree on, and how a number becomes a
 * hash that nobody can read.
 *
 * <p>Pixels and models are in {@code ocr}. Here is neither clock nor thread; numbers never appear in a log or in the text of
 * an exception, and {@code toString} hides them.
 */
@NullMarked
package vn.trangtien.video.plate;

import org.jspecify.annotations.NullMarked;
