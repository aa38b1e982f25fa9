package vn.trangtien.sim.camera.truth;

/**
 * Something in the picture.
 *
 * @param id the same as long as the scene lasts; at least 1
 * @param label lower-case COCO name, for example {@code motorcycle} for a motorbike with its rider; {@code smoke} and {@code fire}
 *     beside those
 * @param box without its shadow, within the picture
 * @param visible share of it that can be seen: less than 1 behind something else or at the edge of the picture
 * @param moving whether it changes its place at the moment
 * @param plate text of its number plate, lines divided by a space; empty if it has none
 */
public record TrueObject(int id, String label, TrueBox box, double visible, boolean moving, String plate) {}
