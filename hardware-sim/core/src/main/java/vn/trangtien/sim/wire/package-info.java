/**
 * The ends of a simulated board that a gateway reaches through the operating system: files of a 1-Wire master and Modbus TCP
 * addresses on the loopback.
 */
@NullMarked
package vn.trangtien.sim.wire;

import org.jspecify.annotations.NullMarked;
