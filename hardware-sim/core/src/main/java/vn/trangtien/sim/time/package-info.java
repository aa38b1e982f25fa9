/**
 * Time in a simulation: a clock that tests move by hand, and the world's time, which may run faster than the machine's.
 */
@NullMarked
package vn.trangtien.sim.time;

import org.jspecify.annotations.NullMarked;
