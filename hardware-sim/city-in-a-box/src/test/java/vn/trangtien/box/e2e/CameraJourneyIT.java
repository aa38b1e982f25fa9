package vn.trangtien.box.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.Main;
import vn.trangtien.box.city.City;
import vn.trangtien.box.cli.CityCommand;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.sim.camera.SimulatedCamera;
import vn.trangtien.sim.camera.auth.Credentials;
import vn.trangtien.sim.camera.auth.Scheme;
import vn.trangtien.sim.camera.scene.Scenes;
import vn.trangtien.sim.camera.truth.TrueLine;

/**
 * The way of a car from the camera to the operator's screen: a simulated camera with a password, a gateway in a process of its own
 * with its video process, the broker over mutual TLS, the ingest and the city's REST interface. The video process is killed on the
 * way, while nothing passes.
 */
@ExtendWith(RunningCity.class)
class CameraJourneyIT {

    private static final String GATEWAY = "hue-cong-truong";
    private static final String CAMERA = "cong";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Seconds of the film at which nothing is near the line. From the second one on cars wait at a red light for twenty seconds. */
    private static final double LAST_QUIET = 18.0;

    private static final List<Double> QUIET = List.of(3.0, 8.3, 13.3, LAST_QUIET);

    private static final double ALL_HAVE_PASSED = 42;

    @TempDir
    Path folder;

    private Optional<Process> gateway = Optional.empty();

    @AfterEach
    void stop() throws InterruptedException {
        if (gateway.isPresent() && !ended(gateway.get())) {
            gateway.get().destroyForcibly();
        }
    }

    @Test
    void whatPassesIsCountedExactlyAndToldFromBeginningToEndThoughTheVideoProcessIsKilled(City city) throws Exception {
        var scene = Scenes.named("queue");
        Path films = Files.createDirectories(city.data().resolve("camera"));
        Path configuration = folder.resolve("gateway.yaml");
        String label = city.ingest().invite("hue", GATEWAY, "Cổng trường", 16.46, 107.59);
        assertThat(CityCommand.commandLine()
                        .execute(
                                "gateway",
                                "enrol",
                                label,
                                "--data",
                                folder.resolve("data").toString(),
                                "--config",
                                configuration.toString()))
                .isZero();
        try (SimulatedCamera camera = SimulatedCamera.of(scene, films)
                .picture(320, 180, 12.5)
                .secured(new Credentials("viewer", "mat-khau"), EnumSet.of(Scheme.DIGEST_MD5))
                .start()) {
            Files.writeString(
                    configuration,
                    yaml(
                            camera.url().replace("://", "://viewer:mat-khau@"),
                            scene.truth().lines().get(0)));
            gateway = Optional.of(run(configuration));
            Instant filmBegan = now().minusMillis((long) (1000 * camera.filmSecond(now())));
            awaitCount(city);

            // Whoever is late waits for the next round of the film.
            double soon = Duration.between(filmBegan, now()).toMillis() / 1e3 + 1;
            double loop = scene.truth().loopSeconds();
            double round = loop * Math.floor(soon / loop) + (soon % loop > LAST_QUIET ? loop : 0);
            double from = QUIET.stream()
                    .filter(second -> round + second >= soon)
                    .findFirst()
                    .orElse(LAST_QUIET);
            awaitSecond(filmBegan, round + from);
            long before = awaitCount(city);
            awaitSecond(filmBegan, round + LAST_QUIET);
            videoProcess().destroyForcibly();
            awaitSecond(filmBegan, round + ALL_HAVE_PASSED);

            long truth = scene.truth().crossings().stream()
                    .filter(crossing -> crossing.second() > from && crossing.second() < ALL_HAVE_PASSED)
                    .count();
            assertThat(truth).isGreaterThanOrEqualTo(2);
            Awaitility.await("the cloud's count")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(awaitCount(city)).as(this::log).isEqualTo(before + truth));
        }
        assertThat(ended(gateway.orElseThrow())).isTrue();
        Awaitility.await("what began is over").atMost(PATIENCE).untilAsserted(() -> {
            JsonNode objects =
                    ingest(city, "/api/camera-objects?limit=200&camera=hue/%s/%s".formatted(GATEWAY, CAMERA));
            assertThat(objects).isNotEmpty();
            assertThat(objects.valueStream().map(object -> object.path("phase").asString()))
                    .containsOnly("END");
            JsonNode alerts = ingest(city, "/api/camera-alerts?camera=hue/%s/%s".formatted(GATEWAY, CAMERA));
            assertThat(alerts).as("cars that come together").isNotEmpty();
            assertThat(ingest(city, "/api/camera-alerts?open=true&camera=hue/%s/%s".formatted(GATEWAY, CAMERA)))
                    .isEmpty();
            assertThat(picturesOf(city, objects)).isPositive();
        });
        JsonNode today = get(city, Port.CITY, "/api/cameras/hue/%s/%s/today".formatted(GATEWAY, CAMERA));
        String line = "hue/%s/%s/line.Vạch dừng.moving.backward".formatted(GATEWAY, CAMERA);
        assertThat(today.path(line).path("grown").asLong())
                .as(today.toPrettyString())
                .isEqualTo(today.path(line).path("last").asLong())
                .isPositive();
    }

    private static String yaml(String source, TrueLine line) {
        return """
                gateway:
                  id: %s
                  site: { name: "Cổng trường", lat: 16.46, lon: 107.59 }
                cloud: { timeSyncWait: 0s }
                page: { enabled: false }
                cameras:
                  - id: %s
                    source: %s
                    every: 1s
                    detector: blob
                    lines:
                      - { name: "Vạch dừng", from: [%s, %s], to: [%s, %s] }
                    zones:
                      - name: "lòng đường"
                        points: [[0.02, 0.3], [0.98, 0.3], [0.98, 0.98], [0.02, 0.98]]
                        crowd: { count: 2, for: 1s }
                """.formatted(
                        GATEWAY,
                        CAMERA,
                        source,
                        line.from().x(),
                        line.from().y(),
                        line.to().x(),
                        line.to().y());
    }

    private Process run(Path configuration) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        Main.class.getName(),
                        "gateway",
                        "run",
                        "--data",
                        folder.resolve("data").toString(),
                        "--config",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private ProcessHandle videoProcess() {
        return gateway.orElseThrow().children().findFirst().orElseThrow();
    }

    private static boolean ended(Process process) throws InterruptedException {
        process.destroy();
        return process.waitFor(15, TimeUnit.SECONDS);
    }

    private static void awaitSecond(Instant filmBegan, double second) {
        Instant then = filmBegan.plusMillis((long) (1000 * second));
        Awaitility.await("second %s of the film".formatted(second))
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !now().isBefore(then));
    }

    /** The last count that the city knows, while pictures come. */
    private long awaitCount(City city) {
        var counted = new AtomicLong();
        Awaitility.await("pictures")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    Optional<Long> count = count(city);
                    assertThat(count).as(this::log).isPresent();
                    counted.set(count.orElseThrow());
                });
        return counted.get();
    }

    private static Optional<Long> count(City city) throws Exception {
        JsonNode now = get(city, Port.CITY, "/api/cameras/hue/%s/%s".formatted(GATEWAY, CAMERA));
        return now.path("values")
                .valueStream()
                .filter(value ->
                        value.path("channel").path("channel").asString().equals("count.backward"))
                .filter(value -> value.path("usable").asBoolean())
                .map(value -> value.path("value").asLong())
                .findFirst();
    }

    private static long picturesOf(City city, JsonNode objects) throws Exception {
        long pictures = 0;
        for (JsonNode object : objects) {
            pictures += ingest(
                            city,
                            "/api/camera-objects/hue/%s/%s"
                                    .formatted(GATEWAY, object.path("id").asString()))
                    .path("media")
                    .size();
        }
        return pictures;
    }

    private static JsonNode ingest(City city, String path) throws Exception {
        return get(city, Port.INGEST, path);
    }

    private static JsonNode get(City city, Port service, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(city.url(service) + path))
                                .header(
                                        "Authorization",
                                        "Bearer " + Secrets.in(city.data()).get("service-token"))
                                .header("Accept", "application/json")
                                .build(),
                        BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("gateway.log"));
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }
}
