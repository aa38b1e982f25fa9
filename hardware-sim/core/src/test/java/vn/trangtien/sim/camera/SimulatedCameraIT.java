package vn.trangtien.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.sim.camera.auth.Credentials;
import vn.trangtien.sim.camera.auth.Scheme;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.scene.Scenes;

/** Cameras as other programs see them. */
class SimulatedCameraIT {

    /** FFmpeg looks at seconds of a stream before it says what it is; this way they are shorter. */
    private static final double SPEED = 5;

    @TempDir
    private static Path films;

    private static CameraBuilder street() {
        return SimulatedCamera.of(Scenes.named("street"), films)
                .picture(320, 180, 5)
                .speed(SPEED);
    }

    @ParameterizedTest(name = "{0} over {1} with {2}")
    @CsvSource({
        "H264, tcp, DIGEST_MD5",
        "H264, udp, DIGEST_MD5",
        "H265, tcp, DIGEST_MD5",
        "H265, udp, BASIC",
    })
    void ffmpegReadsItWithoutAWarning(Codec codec, String transport, Scheme scheme) throws Exception {
        assumeFfmpeg();
        try (SimulatedCamera camera = street().codec(codec)
                .secured(new Credentials("u", "p"), EnumSet.of(scheme))
                .start()) {
            String url = camera.url().replace("//", "//u:p@");

            assertThat(run(
                            "ffmpeg",
                            "-hide_banner",
                            "-v",
                            "warning",
                            "-rtsp_transport",
                            transport,
                            "-i",
                            url,
                            "-t",
                            "1",
                            "-f",
                            "null",
                            "-"))
                    .isEmpty();
        }
    }

    @Test
    void ffprobeSeesBothStreamsAndMotionJpeg() throws Exception {
        assumeFfmpeg();
        try (SimulatedCamera camera = street().withSubStream()
                        .secured(new Credentials("u", "p"), EnumSet.allOf(Scheme.class))
                        .start();
                SimulatedCamera jpeg = street().codec(Codec.MJPEG).start()) {
            assertThat(probe(camera.url().replace("//", "//u:p@"))).isEqualTo("h264,320,180");
            assertThat(probe(camera.subUrl().orElseThrow().replace("//", "//u:p@")))
                    .isEqualTo("h264,160,90");
            assertThat(probe(jpeg.url())).isEqualTo("mjpeg,320,180");
            assertThat(run("ffprobe", "-v", "error", camera.url())).contains("401");
        }
    }

    private static String probe(String url) throws Exception {
        return run("ffprobe", "-v", "warning", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", url)
                .trim();
    }

    private static void assumeFfmpeg() {
        boolean present = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> new File(folder, "ffprobe").canExecute());
        assumeTrue(present, "ffprobe and ffmpeg are not installed: apt-get install ffmpeg");
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /** What the picture looks like while something is wrong with it, decoded by the FFmpeg of the product. */
    @Test
    void faultsOfThePictureAreSeen() throws IOException {
        try (SimulatedCamera camera = street().start();
                FFmpegFrameGrabber grabber = grabber(camera)) {
            Look usual = look(grabber, look -> true);
            camera.faults().on(Fault.BLACK);
            look(grabber, look -> look.mean < 20);
            camera.faults().off(Fault.BLACK);
            camera.faults().on(Fault.COVERED);
            look(grabber, look -> look.mean > 25 && look.detail < usual.detail / 4);
            camera.faults().off(Fault.COVERED);
            camera.faults().on(Fault.DEFOCUS);
            look(grabber, look -> Math.abs(look.mean - usual.mean) < 12 && look.detail < usual.detail / 2);
            camera.faults().off(Fault.DEFOCUS);
            camera.faults().on(Fault.MOVED);
            look(grabber, look -> look.detail > usual.detail / 2 && difference(look.pixels, usual.pixels) > 15);
            camera.faults().clear();
            look(grabber, look -> difference(look.pixels, usual.pixels) < 12);
            camera.faults().on(Fault.STILL);
            Look before = look(grabber, look -> true);
            for (int same = 0; same < 5; ) {
                Look next = look(grabber, look -> true);
                same = Arrays.equals(next.pixels, before.pixels) ? same + 1 : 0;
                before = next;
            }
        }
    }

    @Test
    void thePictureChangesItsSizeWithinTheStream() throws IOException {
        try (SimulatedCamera camera = street().start();
                FFmpegFrameGrabber grabber = grabber(camera)) {
            grabber.grabImage();
            camera.faults().on(Fault.RESOLUTION);
            Frame frame = grabber.grabImage();
            for (int i = 0; i < 60 && frame.imageWidth == 320; i++) {
                frame = grabber.grabImage();
            }
            assertThat(List.of(frame.imageWidth, frame.imageHeight)).containsExactly(640, 360);
        }
    }

    private static FFmpegFrameGrabber grabber(SimulatedCamera camera) throws FrameGrabber.Exception {
        var grabber = new FFmpegFrameGrabber(camera.url());
        grabber.setOption("rtsp_transport", "tcp");
        grabber.setOption("timeout", "10000000");
        grabber.setImageMode(FrameGrabber.ImageMode.RAW);
        grabber.start();
        return grabber;
    }

    private record Look(byte[] pixels, double mean, double detail) {}

    private static Look look(FFmpegFrameGrabber grabber, Predicate<Look> wanted) throws IOException {
        for (int i = 0; i < 80; i++) {
            Frame frame = grabber.grabImage();
            assertThat(frame).as("a picture").isNotNull();
            var luma = (ByteBuffer) frame.image[0];
            var pixels = new byte[320 * 180];
            double sum = 0;
            double steps = 0;
            for (int y = 0; y < 180; y++) {
                luma.position(y * frame.imageStride).get(pixels, y * 320, 320);
                for (int x = 1; x < 320; x++) {
                    sum += pixels[y * 320 + x] & 0xFF;
                    steps += Math.abs((pixels[y * 320 + x] & 0xFF) - (pixels[y * 320 + x - 1] & 0xFF));
                }
            }
            var look = new Look(pixels, sum / pixels.length, steps / pixels.length);
            if (wanted.test(look)) {
                return look;
            }
        }
        throw new AssertionError("no such picture among 80");
    }

    private static double difference(byte[] one, byte[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return sum / one.length;
    }

    /** A file of another format is encoded anew; one that cameras send is played as it is, with pictures out of order too. */
    @ParameterizedTest
    @ValueSource(strings = {"-c:v mpeg4", "-c:v libx264 -bf 2"})
    void filesOfPeopleArePlayed(String encoder) throws Exception {
        assumeFfmpeg();
        Path file = films.resolve("own" + encoder.hashCode() + ".mp4");
        var command = new ArrayList<>(
                List.of("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=160x120:rate=10:duration=3"));
        command.addAll(List.of(encoder.split(" ", -1)));
        command.addAll(List.of("-pix_fmt", "yuv420p", file.toString()));
        assertThat(run(command.toArray(String[]::new))).isEmpty();

        try (SimulatedCamera camera =
                SimulatedCamera.playing(file, films).speed(SPEED).start()) {
            assertThat(camera.film().pictures()).hasSizeBetween(29, 31);
            assertThat(camera.film().length() / 90_000.0).isCloseTo(3, within(0.15));
            assertThat(run(
                            "ffmpeg",
                            "-v",
                            "warning",
                            "-rtsp_transport",
                            "tcp",
                            "-i",
                            camera.url(),
                            "-t",
                            "1",
                            "-f",
                            "null",
                            "-"))
                    .isEmpty();
        }
    }

    @Test
    void filesThatAreNoneSaySo() throws IOException {
        Path text = Files.writeString(films.resolve("text.mp4"), "no film");

        assertThatThrownBy(() -> SimulatedCamera.playing(text, films).start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no video file");
        assertThatThrownBy(() -> SimulatedCamera.playing(films.resolve("absent.mp4"), films)
                        .start())
                .hasMessageContaining("check the path");
        assertThatThrownBy(() -> SimulatedCamera.of(Scenes.named("square"), films)
                        .codec(Codec.H265)
                        .start())
                .hasMessageContaining("no H.265 encoder");
    }

    @Test
    void motionJpegComesPictureByPictureAndSnapshotsSingly() throws Exception {
        try (SimulatedCamera camera = street().codec(Codec.MJPEG).start()) {
            HttpClient http = HttpClient.newHttpClient();
            try (InputStream in = http.send(
                            HttpRequest.newBuilder(URI.create(camera.url())).build(), BodyHandlers.ofInputStream())
                    .body()) {
                String head = new String(in.readNBytes(60), StandardCharsets.ISO_8859_1);
                assertThat(head).startsWith("--picture\r\nContent-Type: image/jpeg\r\nContent-Length: ");
            }
            byte[] snapshot = http.send(
                            HttpRequest.newBuilder(
                                            URI.create(camera.snapshotUrl().orElseThrow()))
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
            assertThat(ImageIO.read(new ByteArrayInputStream(snapshot)).getWidth())
                    .isEqualTo(320);
        }
    }
}
