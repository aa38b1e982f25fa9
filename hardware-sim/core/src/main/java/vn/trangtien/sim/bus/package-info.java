/**
 * The electrical side of simulated devices: bytes, bits and edges, as a driver's bus would carry them. Knows no Pi4J.
 */
@NullMarked
package vn.trangtien.sim.bus;

import org.jspecify.annotations.NullMarked;
