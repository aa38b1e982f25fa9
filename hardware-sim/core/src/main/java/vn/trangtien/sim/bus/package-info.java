/**
 * The electrical side of simulated devices: bytes, bits, edges and messages, as a driver's bus would carry them, and what goes
 * wrong on the way. Knows no Pi4J, no file and no thread.
 */
@NullMarked
package vn.trangtien.sim.bus;

import org.jspecify.annotations.NullMarked;
