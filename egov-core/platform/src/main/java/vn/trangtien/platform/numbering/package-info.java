/**
 * Numbers of books without gaps: a number that a rolled-back transaction took is given again.
 */
@NullMarked
package vn.trangtien.platform.numbering;

import org.jspecify.annotations.NullMarked;
