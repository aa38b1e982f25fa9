package vn.trangtien.sim.camera.scene;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.sim.camera.truth.TruePoint;
import vn.trangtien.sim.camera.truth.TrueZone;

/** Where the ten spaces of the car park lie: A1 to A5 above the lane in the picture, B1 to B5 below it. */
final class CarPark {

    static final double LEFT_METRES = -7.5;
    static final double SPACE_METRES = 3;
    static final double LANE_METRES = 3.2;
    static final double DEPTH_METRES = 8.4;

    private static final int SPACES = 5;

    private CarPark() {}

    /** Middle of a space from left to right. */
    static double x(int index) {
        return LEFT_METRES + (index + 0.5) * SPACE_METRES;
    }

    /** Middle of the spaces above the lane; the ones below have the negative. */
    static double z() {
        return (LANE_METRES + DEPTH_METRES) / 2;
    }

    static List<TrueZone> zones(Perspective view) {
        var zones = new ArrayList<TrueZone>();
        for (int side = 1; side >= -1; side -= 2) {
            for (int i = 0; i < SPACES; i++) {
                double left = LEFT_METRES + i * SPACE_METRES;
                String name = (side > 0 ? "A" : "B") + (i + 1);
                zones.add(Outline.zone(view, name, left, left + SPACE_METRES, side * LANE_METRES, side * DEPTH_METRES));
            }
        }
        return zones;
    }

    /** Areas on the ground as they lie in the picture. */
    static final class Outline {

        private Outline() {}

        static TrueZone zone(Perspective view, String name, double left, double right, double near, double far) {
            return new TrueZone(
                    name,
                    List.of(
                            point(view, left, near),
                            point(view, right, near),
                            point(view, right, far),
                            point(view, left, far)));
        }

        static TruePoint point(Perspective view, double x, double z) {
            Point2D place = view.project(x, 0, z);
            return new TruePoint(place.getX() / view.width(), place.getY() / view.height());
        }
    }
}
