package vn.trangtien.sim.camera.truth;

/** A line to count at. */
public record TrueLine(String name, TruePoint from, TruePoint to) {}
