package vn.trangtien.sim.camera.truth;

/**
 * One passing of a line by the middle of a box.
 *
 * @param second since the beginning of the film
 * @param line its name
 * @param id of the object
 * @param label of the object
 * @param leftToRight which way, for somebody who looks from the line's beginning to its end
 */
public record TrueCrossing(double second, String line, int id, String label, boolean leftToRight) {}
