/**
 * Gateways that are not there: a twin of Eclipse Kura with each of its habits, and fleets of many small gateways.
 *
 * <p>What lives here: the cloud's opposite as it really behaves on the wire, for tests and for load. What is deliberately not
 * here: our own gateway, and anything of Kura's code; habits are told from its documentation, its sources and measurements, each
 * with the paragraph of {@code docs/kura.md} that it belongs to. Times are epoch milliseconds; a twin's seconds can be made
 * shorter, so that a test need not wait for half a minute.
 */
@NullMarked
package vn.trangtien.sim.fleet;

import org.jspecify.annotations.NullMarked;
