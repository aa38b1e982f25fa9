/**
 * A network camera that does not exist: scenes that are drawn with known truth, or any video file, encoded once and served as a
 * real camera would.
 *
 * <p>{@link vn.trangtien.sim.camera.SimulatedCamera} is the door, {@link vn.trangtien.sim.camera.SimulatedStreetCamera} the camera
 * of the simulated city. Everything listens on the loopback interface only. Shares no code with the video room that watches it.
 */
@NullMarked
package vn.trangtien.sim.camera;

import org.jspecify.annotations.NullMarked;
