package vn.trangtien.sim.world;

import java.time.Duration;
import java.util.List;

/** How the river stands: as it once was gauged, or as the rain of this world makes it. */
public sealed interface River {

    /**
     * A hydrograph that repeats.
     *
     * @param levelMetres above the zero of the staff gauge; the last knot repeats the first
     */
    record Gauged(List<Knot> levelMetres) implements River {

        public Gauged {
            levelMetres = List.copyOf(levelMetres);
        }
    }

    /**
     * A river that rises some time after the rain and falls while its catchment empties.
     *
     * @param baseMetres level after a dry spell
     * @param metresPerMillimetre rise per millimetre of rain in the catchment, 0 or more
     * @param delay from the rain to the first rise here
     * @param memory how long a millimetre of rain is felt, more than nothing
     */
    record Following(double baseMetres, double metresPerMillimetre, Duration delay, Duration memory) implements River {

        public Following {
            if (!Double.isFinite(baseMetres) || !(metresPerMillimetre >= 0 && metresPerMillimetre < 1)) {
                throw new IllegalArgumentException(
                        "a river needs a base level and 0 to 1 m per mm of rain, but was %s, %s"
                                .formatted(baseMetres, metresPerMillimetre));
            }
            if (delay.isNegative() || memory.isNegative() || memory.isZero()) {
                throw new IllegalArgumentException(
                        "a river needs a delay and a memory of more than nothing, but was %s and %s"
                                .formatted(delay, memory));
            }
        }
    }

    /** The Hương river at Kim Long in an ordinary week. */
    static River ordinary() {
        return new Following(0.45, 0.012, Duration.ofMinutes(50), Duration.ofHours(6));
    }
}
