package vn.trangtien.sim.camera.truth;

import java.util.List;

/** Everything that is true about a scene. Thread-safe. */
public interface SceneTruth {

    /** For example {@code square-night}. */
    String scene();

    /** Seconds until the film begins again. */
    double loopSeconds();

    /** Lines that make sense in this scene. */
    List<TrueLine> lines();

    /** Areas that make sense in this scene. */
    List<TrueZone> zones();

    /** Marks of the staff gauge, from the lowest to the highest; empty if there is none. */
    List<TrueMark> marks();

    /** What is in the picture that is shown at that second of the film; seconds beyond its end begin it again. */
    TrueFrame at(double second);

    /** Every passing of every line in one round of the film, in the order of time. */
    List<TrueCrossing> crossings();
}
