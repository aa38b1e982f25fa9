/**
 * Scenes that are drawn from what is known about them. Lengths are metres: x to the right, y up, z away from the camera along the
 * ground. No clock and no thread: a picture is a function of the second.
 */
@NullMarked
package vn.trangtien.sim.camera.scene;

import org.jspecify.annotations.NullMarked;
