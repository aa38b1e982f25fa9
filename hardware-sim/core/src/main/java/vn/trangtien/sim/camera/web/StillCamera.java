package vn.trangtien.sim.camera.web;

import java.io.IOException;

/** Takes single pictures. Thread-safe. */
@FunctionalInterface
public interface StillCamera {

    /**
     * A JPEG of what the camera shows.
     *
     * @param second since the camera was switched on
     */
    byte[] picture(double second) throws IOException;
}
