package vn.trangtien.gateway.camera.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.detect.DetectorFactory;

/** The real child with the real decoder. */
class VideoProcessIT {

    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    @Test
    void aNativeCrashCostsPicturesForAMomentAndNothingElse() throws Exception {
        var cameras = new ProcessCameras(Clock.systemUTC());
        var observer = new RecordingListener();
        String film = film(folder.resolve("film.mjpeg")).toString();
        try (CameraSource camera = cameras.camera(entry(film))) {
            camera.start(observer);
            await().atMost(LONG).until(() -> observer.heard().contains("snapshot") && hasCounts(observer));
            assertThat(ImageIO.read(new ByteArrayInputStream(observer.pictures().get(0)))
                            .getWidth())
                    .isEqualTo(320);
            long pid = cameras.pid().orElseThrow();
            assertThat(commandLine(pid)).as("anybody may list processes").doesNotContain(film);

            new ProcessBuilder("kill", "-SEGV", Long.toString(pid)).start().waitFor();

            await().atMost(LONG)
                    .until(() -> observer.heard().stream()
                                    .filter("connected"::equals)
                                    .count()
                            >= 2);
            assertThat(camera.crashes()).isEqualTo(1);
            assertThat(observer.heard()).anySatisfy(line -> assertThat(line).contains("crashed with signal"));
            assertThat(cameras.pid().orElseThrow()).isNotEqualTo(pid);
        }
        assertThat(cameras.pid()).isEmpty();
    }

    /** What the end of its parent looks like to a child, however it came about. */
    @Test
    void theChildEndsWhenItsOrdersDo() throws Exception {
        Process child = VideoChild.program(VideoSettings.usual())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(EventCodec.read(child.getInputStream())).contains(new VideoEvent.Heartbeat());

        child.getOutputStream().close();

        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
    }

    @Test
    void figuresOfEveryStageCanBeScrapedOnThisMachine() throws Exception {
        int port = freePort();
        ProcessBuilder program = VideoChild.program(VideoSettings.usual());
        program.environment().put(VideoProcess.METRICS_PORT, Integer.toString(port));
        Process child = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            String film = film(folder.resolve("scraped.mjpeg")).toString();
            OrderCodec.write(child.getOutputStream(), new VideoOrder.Watch(entry(film)));
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            await().atMost(LONG).ignoreExceptions().untilAsserted(() -> {
                HttpResponse<String> answer =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("camera=\"gate\"").doesNotContain(film);
            });
        } finally {
            child.destroyForcibly();
        }
    }

    /** On a machine that is too small for them: some are watched, the others say why not, and nothing ends. */
    @Test
    void twoHundredCamerasAreWatchedOrSayWhyNot() throws Exception {
        int carried = VideoRoom.ofThisMachine().cameras();
        var cameras = new ProcessCameras(Clock.systemUTC());
        String film = film(folder.resolve("many.mjpeg")).toString();
        List<CameraSource> all = new ArrayList<>();
        List<RecordingListener> heard = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                var observer = new RecordingListener();
                CameraSource camera = cameras.camera(entry("camera-" + i, film));
                all.add(camera);
                heard.add(observer);
                camera.start(observer);
            }
            await().atMost(LONG)
                    .until(() -> heard.stream().noneMatch(each -> each.heard().isEmpty()));
            long pid = cameras.pid().orElseThrow();

            assertThat(heard.subList(0, carried))
                    .allSatisfy(each -> assertThat(each.heard()).contains("connected"));
            assertThat(heard.subList(carried, 200))
                    .allSatisfy(each -> assertThat(each.heard())
                            .singleElement()
                            .asString()
                            .contains("too little Java memory", VideoRoom.HEAP));
            assertThat(threads(pid)).isLessThan(carried + 40);

            all.get(0).close();
            await().atMost(LONG).until(() -> heard.get(carried).heard().contains("connected"));
            assertThat(cameras.crashes()).isZero();
        } finally {
            all.forEach(CameraSource::close);
        }
    }

    private static long threads(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.count();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean hasCounts(RecordingListener observer) {
        return observer.heard().stream().anyMatch(line -> line.startsWith("counts"));
    }

    private static String commandLine(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    }

    private static CameraEntry entry(String film) {
        return entry("gate", film);
    }

    private static CameraEntry entry(String id, String film) {
        return new CameraEntry(
                CameraConfig.of(id, film)
                        .withLoop(true)
                        .withDetector(DetectorFactory.BLOB)
                        .withSnapshotEvery(Duration.ofSeconds(1)),
                Duration.ofSeconds(1));
    }

    /** A white block that falls through a grey street; pictures in a row are a film of their own kind. */
    private static Path film(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 75; i++) {
                var picture = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
                Graphics2D pen = picture.createGraphics();
                pen.setColor(Color.GRAY);
                pen.fillRect(0, 0, 320, 180);
                pen.setColor(Color.WHITE);
                pen.fillRect(100, i * 3 - 30, 40, 30);
                pen.dispose();
                ImageIO.write(picture, "jpg", out);
            }
        }
        return file;
    }
}
