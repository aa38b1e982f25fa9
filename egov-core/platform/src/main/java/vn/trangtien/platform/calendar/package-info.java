/**
 * Working days and the due dates that the law counts in them. Local dates of Asia/Ho_Chi_Minh throughout.
 */
@NullMarked
package vn.trangtien.platform.calendar;

import org.jspecify.annotations.NullMarked;
