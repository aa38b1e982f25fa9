/**
 * Pages about the working calendar: the year, what the law proposes and what somebody confirmed, and closures of single units. The reckoning is the
 * platform's.
 */
@NullMarked
package vn.trangtien.egov.calendar;

import org.jspecify.annotations.NullMarked;
