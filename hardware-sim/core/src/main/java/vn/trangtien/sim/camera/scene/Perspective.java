package vn.trangtien.sim.camera.scene;

import java.awt.geom.Point2D;

/**
 * A pinhole camera on a mast above the middle of the road. World: x metres to the right, y up, z along the road.
 *
 * @param width pixels
 * @param height pixels
 * @param mastMetres height of the camera
 * @param tiltDegrees how far it looks down
 * @param focalPixels distance of the picture plane
 */
record Perspective(int width, int height, double mastMetres, double tiltDegrees, double focalPixels) {

    /** Sees the road from about 10 m to 70 m. */
    static Perspective overRoad(int width, int height) {
        return new Perspective(width, height, 9, 25, width * 0.875);
    }

    /** Sees a square from about 9 m on. */
    static Perspective overSquare(int width, int height) {
        return new Perspective(width, height, 7, 20, width * 0.9);
    }

    /** Looks straight down on 32 m by 18 m around its foot. */
    static Perspective straightDown(int width, int height) {
        return new Perspective(width, height, 18, 90, width * 0.5625);
    }

    /** Stands beside a barrier and reads number plates. */
    static Perspective atGate(int width, int height) {
        return new Perspective(width, height, 1.7, 6, width * 1.1);
    }

    Point2D project(double x, double y, double z) {
        double sin = Math.sin(Math.toRadians(tiltDegrees));
        double cos = Math.cos(Math.toRadians(tiltDegrees));
        double below = mastMetres - y;
        double depth = Math.max(0.5, z * cos + below * sin);
        double down = below * cos - z * sin;
        return new Point2D.Double(width / 2.0 + focalPixels * x / depth, height / 2.0 + focalPixels * down / depth);
    }

    /** Pixels of one metre at that place on the ground. */
    double pixelsPerMetre(double z) {
        double tilt = Math.toRadians(tiltDegrees);
        return focalPixels / Math.max(0.5, z * Math.cos(tilt) + mastMetres * Math.sin(tilt));
    }
}
