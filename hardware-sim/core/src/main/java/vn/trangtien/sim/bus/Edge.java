package vn.trangtien.sim.bus;

/**
 * A change of a digital line.
 *
 * @param at nanoseconds of the device clock
 * @param high the new level
 */
public record Edge(long at, boolean high) {}
