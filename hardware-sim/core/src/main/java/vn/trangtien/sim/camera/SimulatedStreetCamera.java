package vn.trangtien.sim.camera;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The camera of the simulated city: the street of {@link StreetScene} over RTSP. The film is drawn and encoded at the first
 * start and kept for the next ones. Thread-safe.
 */
public final class SimulatedStreetCamera implements AutoCloseable {

    static final double FRAMES_PER_SECOND = 12.5;

    private final StreetScene scene;
    private final RtspCameraServer server;

    private SimulatedStreetCamera(StreetScene scene, RtspCameraServer server) {
        this.scene = scene;
        this.server = server;
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
        StreetScene scene = StreetScene.usual();
        Path file = film(scene, cacheDirectory);
        return new SimulatedStreetCamera(
                scene, RtspCameraServer.start(H264Film.read(file, FRAMES_PER_SECOND), port, speed));
    }

    private static Path film(StreetScene scene, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("street-%d.h264".formatted(StreetScene.EDITION));
        if (!Files.exists(file)) {
            Path unfinished = Files.createTempFile(directory, "street-", ".part");
            try {
                int frames = (int) Math.round(scene.loop().toMillis() / 1000.0 * FRAMES_PER_SECOND);
                FilmEncoder.encode(new SceneRenderer(scene)::render, frames, FRAMES_PER_SECOND, unfinished);
                publish(unfinished, file);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        }
        return file;
    }

    /** Whoever finds the file finds all of it, also when two cameras start at once. */
    private static void publish(Path unfinished, Path file) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** For the video pipeline, for example {@code rtsp://127.0.0.1:40123/street}. */
    public String url() {
        return server.url();
    }

    /** The street with its line and with everybody who crosses it in each loop. */
    public StreetScene truth() {
        return scene;
    }

    /** The server, whose faults can be switched. */
    public RtspCameraServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }
}
