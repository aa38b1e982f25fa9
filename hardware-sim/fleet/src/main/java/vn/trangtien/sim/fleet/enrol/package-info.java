/**
 * Certificates for a whole fleet, through the same doors as a real gateway's: registered in tables, then enrolled one by one.
 *
 * <p>What lives here: the way from a number of gateways to their identities, and the file that keeps these. What is deliberately
 * not here: renewal, and any short cut past the server's rules.
 */
@NullMarked
package vn.trangtien.sim.fleet.enrol;

import org.jspecify.annotations.NullMarked;
