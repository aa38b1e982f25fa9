/**
 * The ports of a driver over simulated wires in virtual time: no file, no thread, no waiting. What takes time on a real bus moves
 * the {@link vn.trangtien.sim.time.VirtualClock} by as much, and everything else happens on the way.
 */
@NullMarked
package vn.trangtien.sim.memory;

import org.jspecify.annotations.NullMarked;
