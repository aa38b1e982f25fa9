/**
 * Thousands of gateways in one process, to load an ingest and to prove what it keeps.
 *
 * <p>What lives here: what such gateways say ({@code MessageMaker}), when ({@code Pace}), over which lines ({@code LoadGateway}),
 * and all of it together ({@link vn.trangtien.sim.fleet.load.LoadFleet}). What is deliberately not here: a twin that listens and
 * answers, which is {@link vn.trangtien.sim.fleet.KuraTwin}, and anything of the server. Everything random has a seed. Times are
 * epoch milliseconds, turns are nanoseconds of {@link java.lang.System#nanoTime}.
 */
@NullMarked
package vn.trangtien.sim.fleet.load;

import org.jspecify.annotations.NullMarked;
