package vn.trangtien.sim.camera.truth;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One moment.
 *
 * @param second since the beginning of the film
 * @param objects whatever can be seen at least in part, the far ones first
 * @param occupancy how many objects stand in each zone, by their foot, or by their middle if the camera looks straight down
 * @param gaugeMetres mean level of the water on the gauge, if there is one
 */
public record TrueFrame(
        double second, List<TrueObject> objects, Map<String, Integer> occupancy, OptionalDouble gaugeMetres) {

    public TrueFrame {
        objects = List.copyOf(objects);
        occupancy = Map.copyOf(occupancy);
    }
}
