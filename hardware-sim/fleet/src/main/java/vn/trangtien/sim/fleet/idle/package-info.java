/** Gateways that are connected and say nothing: what a session costs a broker. */
@NullMarked
package vn.trangtien.sim.fleet.idle;

import org.jspecify.annotations.NullMarked;
