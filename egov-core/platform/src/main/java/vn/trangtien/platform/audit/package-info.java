/**
 * Who did what to which thing, in a chain of hashes that shows the first row somebody changed.
 */
@NullMarked
package vn.trangtien.platform.audit;

import org.jspecify.annotations.NullMarked;
