/**
 * What a drawn scene truly holds at each moment, for tests and benchmarks to compare with. Places are shares of the picture, x to
 * the right and y down; times are seconds of the film.
 *
 * <p>The pictures are drawn: a detector that was taught with photographs need not recognise their cars and people. This truth is
 * for motion, blobs, tracking, rules and gauges.
 */
@NullMarked
package vn.trangtien.sim.camera.truth;

import org.jspecify.annotations.NullMarked;
