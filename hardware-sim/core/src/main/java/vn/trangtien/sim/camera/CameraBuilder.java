package vn.trangtien.sim.camera;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vn.trangtien.sim.camera.auth.AccessControl;
import vn.trangtien.sim.camera.auth.Credentials;
import vn.trangtien.sim.camera.auth.Scheme;
import vn.trangtien.sim.camera.fault.StreamFaults;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.FilmShelf;
import vn.trangtien.sim.camera.film.StillPicture;
import vn.trangtien.sim.camera.rtsp.Footage;
import vn.trangtien.sim.camera.rtsp.PortRange;
import vn.trangtien.sim.camera.rtsp.RtspSettings;
import vn.trangtien.sim.camera.rtsp.SceneFootage;
import vn.trangtien.sim.camera.rtsp.ServedStream;
import vn.trangtien.sim.camera.scene.Scene;
import vn.trangtien.sim.camera.web.StillCamera;

/** What a camera is to be like; each method changes one thing and returns the same builder. For one thread. */
public final class CameraBuilder {

    /** Frames per second of a scene unless something else is wanted. */
    public static final double USUAL_FRAMES_PER_SECOND = 12.5;

    private static final String H265_SCENE = "street";
    private static final String H265_FILM = "street-640x360-h265-edition%d.mp4".formatted(Scene.EDITION);
    private static final int USUAL_WIDTH = 640;
    private static final int USUAL_HEIGHT = 360;

    private final FilmShelf shelf;
    private final Optional<Scene> scene;
    private final Optional<Path> file;
    private Codec codec = Codec.H264;
    private int width = USUAL_WIDTH;
    private int height = USUAL_HEIGHT;
    private double framesPerSecond = USUAL_FRAMES_PER_SECOND;
    private boolean subStream;
    private int port;
    private OptionalInt webPort = OptionalInt.empty();
    private OptionalInt discoveryPort = OptionalInt.empty();
    private PortRange udpPorts = PortRange.USUAL;
    private Optional<Credentials> credentials = Optional.empty();
    private Set<Scheme> schemes = EnumSet.of(Scheme.DIGEST_SHA256, Scheme.DIGEST_MD5);
    private Duration nonceLife = Duration.ofMinutes(1);
    private Duration sessionTimeout = Duration.ofMinutes(1);
    private double speed = 1;
    private Clock clock = Clock.systemUTC();

    CameraBuilder(Path films, Optional<Scene> scene, Optional<Path> file) {
        this.shelf = new FilmShelf(films);
        this.scene = scene;
        this.file = file;
    }

    /** MJPEG goes over HTTP, the others over RTSP. H.264 unless something else is wanted. */
    public CameraBuilder codec(Codec wanted) {
        codec = wanted;
        return this;
    }

    /** Size and rate of a scene's main stream; files stay as they are. */
    public CameraBuilder picture(int wide, int high, double perSecond) {
        width = wide;
        height = high;
        framesPerSecond = perSecond;
        return this;
    }

    /** A second, smaller H.264 stream of a scene. */
    public CameraBuilder withSubStream() {
        subStream = true;
        return this;
    }

    /** Of RTSP; any free one unless something else is wanted. */
    public CameraBuilder port(int wanted) {
        port = wanted;
        return this;
    }

    /** Snapshots over HTTP; 0 for any free port. An MJPEG camera has this in any case. */
    public CameraBuilder withWeb(int wanted) {
        webPort = OptionalInt.of(wanted);
        return this;
    }

    /**
     * ONVIF, and HTTP with it.
     *
     * @param port of WS-Discovery: 3702, or 0 for any free one
     */
    public CameraBuilder withOnvif(int port) {
        discoveryPort = OptionalInt.of(port);
        return this;
    }

    /** Where UDP packets leave from. */
    public CameraBuilder udpPorts(PortRange wanted) {
        udpPorts = wanted;
        return this;
    }

    /** Only for those who know the password. */
    public CameraBuilder secured(Credentials wanted, Set<Scheme> offered) {
        credentials = Optional.of(wanted);
        schemes = offered;
        return this;
    }

    /** How long a nonce of digest authentication is good; a minute unless something else is wanted. */
    public CameraBuilder nonceLife(Duration wanted) {
        nonceLife = wanted;
        return this;
    }

    /** How long a client may be silent; a minute unless something else is wanted. */
    public CameraBuilder sessionTimeout(Duration wanted) {
        sessionTimeout = wanted;
        return this;
    }

    /** How much faster than life it is; time stamps in the stream stay those of the scene. */
    public CameraBuilder speed(double wanted) {
        speed = wanted;
        return this;
    }

    /** For sender reports, nonces and ONVIF. */
    public CameraBuilder clock(Clock wanted) {
        clock = wanted;
        return this;
    }

    /**
     * Makes the films that do not exist yet and begins to serve.
     *
     * @throws IOException if a film cannot be made or read or a port is taken, with the remedy
     */
    public SimulatedCamera start() throws IOException {
        var faults = new StreamFaults();
        var access = new AccessControl(credentials, schemes, nonceLife, clock, faults);
        var settings =
                new RtspSettings(port, udpPorts, sessionTimeout, access, faults, clock, speed, System.nanoTime());
        String name = scene.map(Scene::name).orElse("film");
        var streams = new ArrayList<ServedStream>();
        streams.add(new ServedStream("/" + name, mainFootage()));
        if (subStream && scene.isPresent() && codec != Codec.MJPEG) {
            streams.add(new ServedStream(
                    "/" + name + "/sub",
                    new SceneFootage(scene.get(), width / 4 * 2, height / 4 * 2, framesPerSecond, Codec.H264, shelf)));
        }
        return SimulatedCamera.open(name, streams, settings, webPort, discoveryPort, stills(), scene.map(Scene::truth));
    }

    private Footage mainFootage() throws IOException {
        if (file.isPresent()) {
            return Footage.of(shelf.fromFile(file.get(), codec));
        }
        Scene drawn = scene.orElseThrow();
        return codec == Codec.H265
                ? h265(drawn)
                : new SceneFootage(drawn, width, height, framesPerSecond, codec, shelf);
    }

    /** No encoder for H.265 may be shipped with the product, so one film of it is. */
    private Footage h265(Scene drawn) throws IOException {
        if (!drawn.name().equals(H265_SCENE)) {
            throw new IOException(
                    "only the scene %s exists as H.265, but %s was wanted; there is no H.265 encoder here: use H.264 or play a file of your own"
                            .formatted(H265_SCENE, drawn.name()));
        }
        return Footage.of(shelf.film(H265_FILM, target -> {
            try (InputStream in = CameraBuilder.class.getResourceAsStream(H265_FILM)) {
                if (in == null) {
                    throw new IOException("the film %s is missing on the class path".formatted(H265_FILM));
                }
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }));
    }

    private StillCamera stills() {
        if (file.isPresent()) {
            Path source = file.get();
            return second -> StillPicture.of(source, second * speed);
        }
        Scene drawn = scene.orElseThrow();
        return second -> StillPicture.jpeg(drawn.painter(width, height)
                .apply(second * speed % drawn.truth().loopSeconds()));
    }
}
