/**
 * What can be wrong with the simulated camera, switched on and off while clients watch. Amounts are in the unit that each fault
 * names.
 */
@NullMarked
package vn.trangtien.sim.camera.fault;

import org.jspecify.annotations.NullMarked;
