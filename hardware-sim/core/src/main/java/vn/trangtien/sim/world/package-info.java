/**
 * What the sensors would see: a place in Huế as a pure function of seed and world time. Knows no device and no clock.
 * Units are in the names; world time counts from the start of the simulation.
 */
@NullMarked
package vn.trangtien.sim.world;

import org.jspecify.annotations.NullMarked;
