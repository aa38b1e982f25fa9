/**
 * Pages for those who watch over the system: auditors, who search the log, prove an entry, verify the whole and take it along; and
 * everybody, who sees who looked at his own data. Off unless {@code trangtien.oversight.enabled} is set; one service of the city is
 * enough, because all of them write into one log.
 */
@NullMarked
package vn.trangtien.platform.oversight;

import org.jspecify.annotations.NullMarked;
