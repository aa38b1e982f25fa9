package vn.trangtien.sim.camera.film;

import java.util.List;

/**
 * One picture.
 *
 * @param nalUnits in the order of the film, without start codes and delimiters; for MJPEG the whole JPEG as the only one
 * @param isKey whether decoding can begin here
 * @param sentAt when a live camera would send it, 90 kHz ticks since the film began
 * @param shownAt when it is to be shown, 90 kHz ticks since the film began
 */
public record AccessUnit(List<byte[]> nalUnits, boolean isKey, long sentAt, long shownAt) {

    public AccessUnit {
        nalUnits = List.copyOf(nalUnits);
    }
}
