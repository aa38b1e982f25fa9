package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.util.Optional;

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

    private static final double NEAREST_METRES = 3;
    private static final double FARTHEST_METRES = 95;

    /** Where its middle is along the road; the loop is cut at the moment when it is farthest from the line. */
    double along(double second, double loopSeconds, double lineMetres) {
        double since = second - crossesAtSecond;
        since -= loopSeconds * Math.round(since / loopSeconds);
        return lineMetres + (away ? since : -since) * metresPerSecond;
    }

    /** Its way through the part of the road that is drawn. */
    Way way(double loopSeconds, double lineMetres) {
        return second -> {
            double along = along(second, loopSeconds, lineMetres);
            return along > NEAREST_METRES && along < FARTHEST_METRES
                    ? Optional.of(new Place(laneMetres, along, away ? 0 : Math.PI, true))
                    : Optional.empty();
        };
    }
}
