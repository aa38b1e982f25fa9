package vn.trangtien.sim.camera.truth;

/** A place on a staff gauge whose height is known. */
public record TrueMark(TruePoint at, double metres) {}
