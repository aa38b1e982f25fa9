/**
 * What a broker acknowledged to a fleet, kept outside of everything that is tested, and held against what the stores have.
 *
 * <p>What lives here: numbers, counts, files and their comparison. What is deliberately not here: connections, and any of the
 * ingest's own books; this account must be able to contradict them, so it shares no code with them. Times are epoch milliseconds,
 * delays microseconds.
 */
@NullMarked
package vn.trangtien.sim.fleet.account;

import org.jspecify.annotations.NullMarked;
