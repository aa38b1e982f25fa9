package vn.trangtien.sim.camera;

import java.awt.Color;

/**
 * Something that passes through the street once in each loop of the film, straight and evenly.
 *
 * @param kind what it is
 * @param laneMetres how far right of the middle of the road
 * @param away true if it moves away from the camera
 * @param metresPerSecond more than 0
 * @param crossesAtSecond when its middle is on the counting line, seconds since the beginning of the loop
 * @param paint colour of its body
 */
record Mover(Kind kind, double laneMetres, boolean away, double metresPerSecond, double crossesAtSecond, Color paint) {

    /** Sizes in metres. */
    enum Kind {
        CAR(1.8, 1.45, 4.3),
        BUS(2.4, 2.9, 8.5),
        MOTORBIKE(0.75, 1.1, 1.9),
        PEDESTRIAN(0.5, 1.4, 0.35);

        private final double width;
        private final double height;
        private final double length;

        Kind(double width, double height, double length) {
            this.width = width;
            this.height = height;
            this.length = length;
        }

        double width() {
            return width;
        }

        double height() {
            return height;
        }

        double length() {
            return length;
        }
    }

    /** Where its middle is along the road; the loop is cut at the moment when it is farthest from the line. */
    double along(double second, double loopSeconds, double lineMetres) {
        double since = second - crossesAtSecond;
        since -= loopSeconds * Math.round(since / loopSeconds);
        return lineMetres + (away ? since : -since) * metresPerSecond;
    }
}
