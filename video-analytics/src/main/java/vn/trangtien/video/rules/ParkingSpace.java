package vn.trangtien.video.rules;

import vn.trangtien.video.picture.Polygon;

/**
 * One marked place for one vehicle.
 *
 * @param name for example {@code A12}
 * @param area its marking on the ground, in shares of the picture
 */
public record ParkingSpace(String name, Polygon area) {

    public ParkingSpace {
        Checks.name("a parking space", name);
    }
}
