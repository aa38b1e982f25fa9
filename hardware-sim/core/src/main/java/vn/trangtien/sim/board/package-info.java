/**
 * Boards with simulated instruments: where a gateway's buses end.
 */
@NullMarked
package vn.trangtien.sim.board;

import org.jspecify.annotations.NullMarked;
