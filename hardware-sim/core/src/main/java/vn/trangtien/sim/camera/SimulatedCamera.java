package vn.trangtien.sim.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import vn.trangtien.sim.camera.fault.StreamFaults;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.Film;
import vn.trangtien.sim.camera.onvif.DiscoveryResponder;
import vn.trangtien.sim.camera.onvif.OnvifFacts;
import vn.trangtien.sim.camera.onvif.OnvifService;
import vn.trangtien.sim.camera.rtsp.RtspCameraServer;
import vn.trangtien.sim.camera.rtsp.RtspSettings;
import vn.trangtien.sim.camera.rtsp.ServedStream;
import vn.trangtien.sim.camera.scene.Scene;
import vn.trangtien.sim.camera.truth.SceneTruth;
import vn.trangtien.sim.camera.web.CameraWebServer;
import vn.trangtien.sim.camera.web.MotionJpeg;
import vn.trangtien.sim.camera.web.StillCamera;

/**
 * A camera that shows a scene or a file over RTSP, or as motion JPEG over HTTP, with snapshots and ONVIF if they are wanted, and
 * faults that can be switched while clients watch. Thread-safe.
 */
public final class SimulatedCamera implements AutoCloseable {

    private static final String MOTION_JPEG_PATH = "/mjpeg";
    private static final String SNAPSHOT_PATH = "/snapshot.jpg";

    private final RtspSettings settings;
    private final Instant startedAt;
    private final List<ServedStream> streams;
    private final Optional<SceneTruth> truth;
    private Optional<RtspCameraServer> rtsp = Optional.empty();
    private Optional<CameraWebServer> web = Optional.empty();
    private Optional<DiscoveryResponder> discovery = Optional.empty();

    private SimulatedCamera(List<ServedStream> streams, RtspSettings settings, Optional<SceneTruth> truth) {
        this.streams = streams;
        this.settings = settings;
        this.truth = truth;
        this.startedAt = settings.clock().instant().minusNanos(System.nanoTime() - settings.startNanos());
    }

    /**
     * A camera before a drawn scene.
     *
     * @param films where finished films are kept for the next time (some megabytes each)
     */
    public static CameraBuilder of(Scene scene, Path films) {
        return new CameraBuilder(films, Optional.of(scene), Optional.empty());
    }

    /**
     * A camera that shows a video file again and again: H.264, H.265 and MJPEG as they are, others encoded anew.
     *
     * @param films where what had to be encoded anew is kept for the next time
     */
    public static CameraBuilder playing(Path file, Path films) {
        return new CameraBuilder(films, Optional.empty(), Optional.of(file));
    }

    static SimulatedCamera open(
            String name,
            List<ServedStream> streams,
            RtspSettings settings,
            OptionalInt webPort,
            OptionalInt discoveryPort,
            StillCamera stills,
            Optional<SceneTruth> truth)
            throws IOException {
        var camera = new SimulatedCamera(streams, settings, truth);
        try {
            boolean motionJpeg = streams.get(0).footage().film().codec() == Codec.MJPEG;
            if (!motionJpeg) {
                camera.rtsp = Optional.of(RtspCameraServer.start(streams, settings));
            }
            if (motionJpeg || webPort.isPresent() || discoveryPort.isPresent()) {
                // An MJPEG camera has one port only: the one that was asked for.
                camera.serveWeb(webPort.orElse(motionJpeg ? settings.port() : 0), motionJpeg, stills);
            }
            if (discoveryPort.isPresent()) {
                camera.serveOnvif(name, discoveryPort.getAsInt());
            }
            return camera;
        } catch (IOException e) {
            camera.close();
            throw e;
        }
    }

    private void serveWeb(int port, boolean motionJpeg, StillCamera stills) throws IOException {
        CameraWebServer server = CameraWebServer.start(port, settings.access(), settings.faults());
        web = Optional.of(server);
        if (motionJpeg) {
            server.guarded(
                    MOTION_JPEG_PATH,
                    new MotionJpeg(
                            streams.get(0).footage(), settings.speed(), settings.startNanos(), settings.faults()));
        }
        server.guarded(SNAPSHOT_PATH, exchange -> {
            byte[] jpeg = stills.picture((System.nanoTime() - settings.startNanos()) / 1e9);
            CameraWebServer.answer(exchange, 200, "image/jpeg", jpeg);
        });
    }

    private void serveOnvif(String name, int port) throws IOException {
        CameraWebServer server = web.orElseThrow();
        List<OnvifFacts.Profile> profiles = streams.stream().map(this::profile).toList();
        var id = UUID.nameUUIDFromBytes(("simulated camera " + name).getBytes(StandardCharsets.UTF_8));
        var facts = new OnvifFacts(name, id, profiles, server.url(SNAPSHOT_PATH));
        OnvifService.serve(server, facts, settings.access().credentials(), settings.clock(), settings.faults());
        discovery = Optional.of(DiscoveryResponder.start(port, facts, server.url(OnvifService.DEVICE_PATH)));
    }

    private OnvifFacts.Profile profile(ServedStream stream) {
        Film film = stream.footage().film();
        String token = stream == streams.get(0) ? "main" : "sub";
        String encoding =
                film.codec() == Codec.MJPEG ? "JPEG" : film.codec().name().toUpperCase(Locale.ROOT);
        return new OnvifFacts.Profile(
                token, encoding, film.width(), film.height(), film.framesPerSecond(), url(stream));
    }

    private String url(ServedStream stream) {
        return rtsp.map(server -> server.url(stream))
                .orElseGet(() -> web.orElseThrow().url(MOTION_JPEG_PATH));
    }

    /** Of the main stream, without user and password, for example {@code rtsp://127.0.0.1:40123/street}. */
    public String url() {
        return url(streams.get(0));
    }

    /** Of the smaller stream, if there is one. */
    public Optional<String> subUrl() {
        return streams.size() > 1 ? Optional.of(url(streams.get(1))) : Optional.empty();
    }

    /** Where single pictures are, if the camera has HTTP. */
    public Optional<String> snapshotUrl() {
        return web.map(server -> server.url(SNAPSHOT_PATH));
    }

    /** The ONVIF device service, if there is one. */
    public Optional<String> onvifUrl() {
        return discovery.flatMap(responder -> web).map(server -> server.url(OnvifService.DEVICE_PATH));
    }

    /** UDP port of WS-Discovery, if there is one. */
    public OptionalInt discoveryPort() {
        return discovery.isPresent() ? OptionalInt.of(discovery.get().port()) : OptionalInt.empty();
    }

    /** What is wrong with it; switched here. */
    public StreamFaults faults() {
        return settings.faults();
    }

    /** The film that its main stream shows while nothing is wrong. */
    public Film film() {
        return streams.get(0).footage().film();
    }

    /** What is true about the scene; empty for a file. */
    public Optional<SceneTruth> truth() {
        return truth;
    }

    /**
     * Which second of the film a picture is from.
     *
     * @param sentAt time of day of the picture according to the sender reports
     */
    public double filmSecond(Instant sentAt) {
        double seconds = Duration.between(startedAt, sentAt).toNanos() / 1e9 * settings.speed();
        double loop = film().length() / (double) Film.CLOCK_RATE;
        return (seconds % loop + loop) % loop;
    }

    /** Its RTSP server; empty for an MJPEG camera. */
    public Optional<RtspCameraServer> rtsp() {
        return rtsp;
    }

    @Override
    public void close() {
        discovery.ifPresent(DiscoveryResponder::close);
        web.ifPresent(CameraWebServer::close);
        rtsp.ifPresent(RtspCameraServer::close);
    }
}
