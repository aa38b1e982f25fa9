/**
 * Faults that a person or a test switches on and off by name while the simulation runs.
 */
@NullMarked
package vn.trangtien.sim.fault;

import org.jspecify.annotations.NullMarked;
