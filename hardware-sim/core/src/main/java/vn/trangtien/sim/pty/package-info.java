/**
 * Pseudo-terminals of the operating system (Linux), through JNA: the driver opens one end like any serial port.
 */
@NullMarked
package vn.trangtien.sim.pty;

import org.jspecify.annotations.NullMarked;
