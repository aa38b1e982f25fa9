package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cameras that stop talking: whatever they were doing, the thread is free again a second after the time-out. A busy machine may
 * be late by itself, but not each time, so the quickest of some attempts is what counts.
 */
class SilentCameraIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LIMIT = TIMEOUT.plusSeconds(1);
    private static final int ATTEMPTS = 4;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rtsp", "http"})
    void oneThatAcceptsAndSaysNothing(String scheme) throws IOException {
        try (var server = new RudeServer((in, out) -> {})) {
            Failure failure = openFailing(server.address(scheme, "admin:s3cret@"), LIMIT);

            assertThat(failure.problem()).isEqualTo(SourceProblem.UNREACHABLE);
            assertThat(failure.took()).isLessThan(LIMIT);
            assertThat(failure.text()).doesNotContain("s3cret");
        }
    }

    @Test
    void oneThatDescribesAndThenSaysNothing() throws IOException {
        var self = new AtomicReference<RudeServer>();
        try (var server = new RudeServer((in, out) -> self.get().rtspUntilPlay(in, out, false))) {
            self.set(server);
            Failure failure = openFailing(server.address("rtsp", ""), LIMIT);

            assertThat(failure.problem()).isEqualTo(SourceProblem.UNREACHABLE);
            assertThat(failure.took()).isLessThan(LIMIT);
        }
    }

    @Test
    void oneThatPlaysAndNeverSendsAPicture() throws IOException {
        var self = new AtomicReference<RudeServer>();
        try (var server = new RudeServer((in, out) -> self.get().rtspUntilPlay(in, out, true))) {
            self.set(server);
            // Once for learning what is in the stream, once for its first picture.
            Duration limit = TIMEOUT.multipliedBy(2).plusSeconds(1);
            Failure failure = openFailing(server.address("rtsp", ""), limit);

            assertThat(failure.problem().mayPass()).isTrue();
            assertThat(failure.took()).isLessThan(limit);
        }
    }

    @Test
    void oneThatFreezesInTheMiddle() throws Exception {
        byte[] jpegs = jpegs();
        Duration shortest = LIMIT;
        for (int i = 0; i < ATTEMPTS && shortest.compareTo(LIMIT) >= 0; i++) {
            shortest = silenceUntilTheEnd(jpegs);
        }

        assertThat(shortest).isLessThan(LIMIT);
    }

    private static Duration silenceUntilTheEnd(byte[] jpegs) throws Exception {
        try (var server = mjpegServer(jpegs, "");
                FrameSource source = FfmpegFrameSource.open(settings(server.address("http", "")), 0)) {
            int frames = 0;
            long last = System.nanoTime();
            while (source.advance()) {
                frames++;
                last = System.nanoTime();
            }
            assertThat(frames).isGreaterThan(10);
            return Duration.ofNanos(System.nanoTime() - last);
        }
    }

    @Test
    void anInterruptEndsTheWaitAtOnce() throws Exception {
        try (var server = new RudeServer((in, out) -> {})) {
            var took = new AtomicReference<Duration>();
            SourceSettings patient =
                    SourceSettings.of(server.address("rtsp", "")).withTimeout(Duration.ofSeconds(30));
            var thread = new Thread(() -> {
                long started = System.nanoTime();
                catchThrowableOfType(VideoSourceException.class, () -> FfmpegFrameSource.open(patient, 0));
                took.set(Duration.ofNanos(System.nanoTime() - started));
            });
            thread.start();
            thread.interrupt();
            thread.join(60_000);

            assertThat(took.get()).isNotNull().isLessThan(patient.timeout().dividedBy(2));
        }
    }

    @Test
    void anMjpegCameraWithASignInIsReadWithTheClockOfThisComputer() throws Exception {
        try (var server = mjpegServer(jpegs(), "Authorization: Basic YWRtaW46czNjcmV0");
                FrameSource source = FfmpegFrameSource.open(settings(server.address("http", "admin:s3cret@")), 0)) {
            assertThat(source.advance()).isTrue();
            assertThat(source.facts().codec()).isEqualTo("mjpeg");
            assertThat(source.facts().width()).isEqualTo(128);
        }
    }

    @Test
    void aWrongPasswordIsToldAsSuchAndNotShown() throws IOException {
        var self = new AtomicReference<RudeServer>();
        try (var server = new RudeServer((in, out) -> {
            while (!self.get().request(in).isEmpty()) {
                RudeServer.say(
                        out,
                        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"cam\"\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            self.set(server);
            Failure failure = openFailing(server.address("http", "admin:wr0ng@"), Duration.ofDays(1));

            assertThat(failure.problem()).isEqualTo(SourceProblem.SIGN_IN_REFUSED);
            assertThat(failure.text()).doesNotContain("wr0ng").contains("password");
        }
    }

    @Test
    void aCameraWhoseNameNobodyKnowsSaysSo() {
        Failure failure = openFailing("rtsp://camera.invalid/stream", LIMIT);

        assertThat(failure.problem()).isEqualTo(SourceProblem.HOST_UNKNOWN);
        assertThat(failure.took()).isLessThan(LIMIT);
    }

    private byte[] jpegs() throws FrameRecorder.Exception, IOException {
        Path film = TestVideo.at(directory.resolve("film.mjpeg"))
                .codec(avcodec.AV_CODEC_ID_MJPEG, avutil.AV_PIX_FMT_YUVJ420P)
                .frames(40, 25)
                .write();
        return Files.readAllBytes(film);
    }

    /** Sends all pictures at once, and then nothing while the connection stays. */
    private static RudeServer mjpegServer(byte[] jpegs, String neededHeader) throws IOException {
        var self = new AtomicReference<RudeServer>();
        var server = new RudeServer((in, out) -> {
            while (!self.get().request(in).contains(neededHeader) && !neededHeader.isEmpty()) {
                RudeServer.say(
                        out,
                        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"cam\"\r\nContent-Length: 0\r\n\r\n");
            }
            RudeServer.say(out, "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n");
            int start = 0;
            for (int at = 2; at <= jpegs.length; at++) {
                if (at == jpegs.length
                        || (jpegs[at] & 0xFF) == 0xFF && at + 1 < jpegs.length && (jpegs[at + 1] & 0xFF) == 0xD8) {
                    RudeServer.say(
                            out, "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + (at - start) + "\r\n\r\n");
                    out.write(jpegs, start, at - start);
                    RudeServer.say(out, "\r\n");
                    start = at;
                }
            }
        });
        self.set(server);
        return server;
    }

    private static SourceSettings settings(String address) {
        return SourceSettings.of(address).withTimeout(TIMEOUT);
    }

    private record Failure(SourceProblem problem, String text, Duration took) {}

    /** The first attempt that failed within the limit, or the last one. */
    private static Failure openFailing(String address, Duration limit) {
        NativeVideo.load();
        Failure failure = openFailing(address);
        for (int i = 1; i < ATTEMPTS && failure.took().compareTo(limit) >= 0; i++) {
            failure = openFailing(address);
        }
        return failure;
    }

    private static Failure openFailing(String address) {
        long started = System.nanoTime();
        var failure =
                catchThrowableOfType(VideoSourceException.class, () -> FfmpegFrameSource.open(settings(address), 0));
        assertThat(failure).isNotNull();
        return new Failure(
                failure.problem(),
                failure.getMessage() + failure.vietnamese() + settings(address),
                Duration.ofNanos(System.nanoTime() - started));
    }
}
