/**
 * Recorded traffic served back to drivers: strictly, to show that a driver still does what it did, or leniently, to make
 * samples of bytes that somebody brought along. In virtual time, which jumps along the times of the recording.
 */
@NullMarked
package vn.trangtien.sim.trace;

import org.jspecify.annotations.NullMarked;
