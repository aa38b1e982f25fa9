/**
 * The contract of all drivers, run against simulated instruments in virtual time. A new driver adds one small subclass of
 * {@link vn.trangtien.sim.contract.DriverContractTest}, with its configuration and the tolerance of each channel.
 */
@NullMarked
package vn.trangtien.sim.contract;

import org.jspecify.annotations.NullMarked;
