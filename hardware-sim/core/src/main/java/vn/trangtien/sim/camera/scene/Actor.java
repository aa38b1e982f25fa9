package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.util.Optional;

/**
 * One who appears in a scene.
 *
 * @param id at least 1, its own within the scene
 * @param plate only vehicles have one
 */
record Actor(int id, Kind kind, Color paint, Way way, Optional<Plate> plate) {

    Actor(int id, Kind kind, Color paint, Way way) {
        this(id, kind, paint, way, Optional.empty());
    }
}
