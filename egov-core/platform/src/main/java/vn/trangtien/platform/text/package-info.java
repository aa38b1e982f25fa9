/**
 * Vietnamese as text: one normal form, folding for search, dictionary order.
 */
@NullMarked
package vn.trangtien.platform.text;

import org.jspecify.annotations.NullMarked;
