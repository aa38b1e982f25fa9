package vn.trangtien.sim.camera.scene;

import java.awt.image.BufferedImage;
import java.util.function.DoubleFunction;
import vn.trangtien.sim.camera.truth.SceneTruth;

/** Something to look at whose truth is known. Immutable. */
public interface Scene {

    /** Changes whenever any drawing does, so that no old film is taken for a new one. */
    int EDITION = 2;

    /** For example {@code square-night}. */
    String name();

    /** What is true about it, in every size of the picture. */
    SceneTruth truth();

    /**
     * Draws it: gives the picture of a second as {@code TYPE_3BYTE_BGR} on a canvas of its own, which the next picture is painted
     * over. Not thread-safe; the same second gives the same pixels.
     *
     * @param width even; the scenes are made for 16 to 9
     * @param height even
     */
    DoubleFunction<BufferedImage> painter(int width, int height);
}
