package vn.trangtien.sim.camera.truth;

/**
 * A place in the picture.
 *
 * @param x share of the width
 * @param y share of the height
 */
public record TruePoint(double x, double y) {}
