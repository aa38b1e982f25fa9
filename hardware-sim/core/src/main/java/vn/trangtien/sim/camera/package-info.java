/**
 * A network camera that does not exist: a street that is drawn with known truth, encoded once as H.264, and served over RTSP
 * as a real camera would.
 *
 * <p>{@link vn.trangtien.sim.camera.SimulatedStreetCamera} is the door. {@link vn.trangtien.sim.camera.RtspCameraServer}
 * serves any other H.264 film as well. Shares no code with the video room that watches it. Lengths are metres, times are
 * seconds of the film.
 */
@NullMarked
package vn.trangtien.sim.camera;

import org.jspecify.annotations.NullMarked;
