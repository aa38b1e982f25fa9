/**
 * Pi4J providers in front of the simulated buses: the only package of the simulator that knows Pi4J. Give
 * {@link vn.trangtien.sim.pi4j.SimulatedProviders} to whatever would take the real ones.
 */
@NullMarked
package vn.trangtien.sim.pi4j;

import org.jspecify.annotations.NullMarked;
