package vn.trangtien.sim.camera;

import java.io.IOException;
import java.nio.file.Path;
import vn.trangtien.sim.camera.scene.Scenes;
import vn.trangtien.sim.camera.scene.StreetScene;

/**
 * The camera of the simulated city: the street of {@link StreetScene} over RTSP. The film is drawn and encoded at the first
 * start and kept for the next ones. Thread-safe.
 */
public final class SimulatedStreetCamera implements AutoCloseable {

    private final StreetScene scene = StreetScene.usual();
    private final SimulatedCamera camera;

    private SimulatedStreetCamera(SimulatedCamera camera) {
        this.camera = camera;
    }

    /**
     * Makes the film if it does not exist yet and begins to serve it.
     *
     * @param cacheDirectory where the film is kept (some megabytes); created if it does not exist
     * @param port 0 for any free one
     * @throws IOException if the film cannot be kept or the port is taken, with the remedy
     */
    public static SimulatedStreetCamera start(Path cacheDirectory, int port) throws IOException {
        return start(cacheDirectory, port, 1);
    }

    /**
     * The same street in a hurry, for tests.
     *
     * @param speed how much faster than life it is; time stamps in the stream stay those of the street
     */
    static SimulatedStreetCamera start(Path cacheDirectory, int port, double speed) throws IOException {
        return new SimulatedStreetCamera(SimulatedCamera.of(Scenes.named("street"), cacheDirectory)
                .port(port)
                .speed(speed)
                .start());
    }

    /** For the video pipeline, for example {@code rtsp://127.0.0.1:40123/street}. */
    public String url() {
        return camera.url();
    }

    /** The street with its line and with everybody who crosses it in each loop. */
    public StreetScene truth() {
        return scene;
    }

    /** The camera, whose faults can be switched. */
    public SimulatedCamera camera() {
        return camera;
    }

    @Override
    public void close() {
        camera.close();
    }
}
