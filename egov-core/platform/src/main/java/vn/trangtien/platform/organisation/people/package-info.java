/**
 * Posts of units, the people in them, and what they may sign in which capacity (Decree 30/2020, articles 13 and 5, appendix I). Rows are only added:
 * an end before its time is a row of its own. Who may sign in to the system is another matter and lives in {@code identity}.
 */
@NullMarked
package vn.trangtien.platform.organisation.people;

import org.jspecify.annotations.NullMarked;
