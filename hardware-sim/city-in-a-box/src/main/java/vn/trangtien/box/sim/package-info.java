/**
 * Scenarios run with the gateway's own poll plan and pipeline over simulated instruments, in virtual time: what comes out, what
 * went wrong on the way, and whether it is what the scenario expects.
 */
@NullMarked
package vn.trangtien.box.sim;

import org.jspecify.annotations.NullMarked;
