package vn.trangtien.gateway.camera.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.camera.AlertBook;
import vn.trangtien.gateway.camera.CameraFeed;
import vn.trangtien.gateway.camera.FeedParts;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.pipeline.CounterMemory;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.pattern.LeakSearch;
import vn.trangtien.video.pattern.Pattern;
import vn.trangtien.video.pattern.PatternFilm;
import vn.trangtien.video.pattern.PatternSearch;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.Origin;

/**
 * The proof that nobody can be recognised in whatever leaves the video process or the gateway: every byte of the pipe between them,
 * messages for the cloud, the spool's file, films in the folder for temporary files, logs and figures. The same with a permission for
 * clear pictures finds the pattern, so that the proof could fail.
 */
class PrivacyOutputsIT {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final int PICTURES = 6;
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    static Path shared;

    private static Path film;

    @TempDir
    Path folder;

    private final Map<String, byte[]> outputs = new LinkedHashMap<>();
    private final String usualFolder = System.getProperty(TEMPORARY, "");

    @BeforeAll
    static void paint() throws Exception {
        film = PatternFilm.write(shared.resolve("street.avi"), false);
    }

    @BeforeEach
    void useAFolderOfItsOwn() throws IOException {
        // The child takes its folder for temporary files from here.
        System.setProperty(
                TEMPORARY, Files.createDirectory(folder.resolve("tmp")).toString());
    }

    @AfterEach
    void useTheUsualFolder() {
        System.setProperty(TEMPORARY, usualFolder);
    }

    @Test
    void nobodyIsRecognisedInAnythingThatLeaves() throws Exception {
        watch(PrivacyPolicy.MASKED.withClips(true));

        for (Map.Entry<String, byte[]> output : outputs.entrySet()) {
            assertThat(found(output, PatternFilm.SECRET))
                    .as("somebody in the " + output.getKey())
                    .isFalse();
            assertThat(found(output, PatternFilm.WINDOW))
                    .as("a mask in the " + output.getKey())
                    .isFalse();
        }
        assertThat(outputs.entrySet().stream()
                        .filter(output -> found(output, PatternFilm.WALL))
                        .map(Map.Entry::getKey))
                .as("the search works where pictures are, and pictures are nowhere else")
                .containsExactlyInAnyOrder("pipe", "messages", "spool", "films");
    }

    @Test
    void withAPermissionThePatternIsFoundWherePicturesAreAndNowhereElse() throws Exception {
        Instant later = Clock.systemUTC().instant().plus(Duration.ofHours(1));
        watch(PrivacyPolicy.MASKED.withClips(true).clear("điều tra", later));

        assertThat(outputs.entrySet().stream()
                        .filter(output -> found(output, PatternFilm.SECRET))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("pipe", "messages", "spool", "films");
        for (Map.Entry<String, byte[]> output : outputs.entrySet()) {
            assertThat(found(output, PatternFilm.WINDOW))
                    .as("a mask in the " + output.getKey())
                    .isFalse();
        }
    }

    private static boolean found(Map.Entry<String, byte[]> output, Pattern pattern) {
        try {
            return LeakSearch.best(output.getValue(), pattern) > PatternSearch.SEEN;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(output.getKey(), e);
        }
    }

    /** Lets a real child watch the film until pictures and a film of an object have left, and keeps all that came out. */
    private void watch(PrivacyPolicy policy) throws Exception {
        Path log = folder.resolve("log");
        int port = freePort();
        ProcessBuilder program = VideoChild.program(VideoSettings.usual()).redirectError(log.toFile());
        program.environment().put(VideoProcess.METRICS_PORT, Integer.toString(port));
        Process child = program.start();
        var pipe = new ByteArrayOutputStream();
        var films = new ByteArrayOutputStream();
        try (Spool spool = Spool.open(
                folder.resolve("spool.db"), new SpoolLimits(64 << 20, Duration.ofDays(1)), false, Clock.systemUTC())) {
            CameraFeed feed = feed(spool);
            OrderCodec.write(child.getOutputStream(), new VideoOrder.Watch(entry(policy)));
            hear(new Copied(child.getInputStream(), pipe), feed, films);
            outputs.put("figures", figures(port));
            outputs.put("state", feed.state().toString().getBytes(StandardCharsets.UTF_8));
            outputs.put("messages", messages(spool));
            // Ends by itself, and takes what nobody fetched with it.
            child.getOutputStream().close();
            assertThat(child.waitFor(LONGEST.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            child.destroyForcibly();
        }
        outputs.put("pipe", pipe.toByteArray());
        outputs.put("films", films.toByteArray());
        outputs.put("spool", files(folder, "spool.db"));
        outputs.put("log", Files.readAllBytes(log));
        try (Stream<Path> left = Files.walk(folder.resolve("tmp"))) {
            assertThat(left.filter(file -> file.toString().contains("trangtien-clips")))
                    .as("temporary files")
                    .isEmpty();
        }
        assertThat(outputs.get("log")).isNotEmpty();
        assertThat(new String(outputs.get("figures"), StandardCharsets.UTF_8)).contains("camera=\"gate\"");
    }

    private static void hear(InputStream in, CameraFeed feed, ByteArrayOutputStream films) throws IOException {
        long until = System.nanoTime() + LONGEST.toNanos();
        List<String> pictures = new ArrayList<>();
        int filmed = 0;
        while (pictures.size() < PICTURES || pictures.stream().allMatch("view"::equals) || filmed == 0) {
            assertThat(System.nanoTime())
                    .as("pictures %s, films %d", pictures, filmed)
                    .isLessThan(until);
            Optional<VideoEvent> event = EventCodec.read(in);
            if (event.orElseThrow() instanceof VideoEvent.OfCamera told) {
                if (told instanceof VideoEvent.Pictured picture) {
                    pictures.add(picture.snapshot().object().isPresent() ? "object" : "view");
                }
                if (told instanceof VideoEvent.Filmed clip) {
                    films.write(Files.readAllBytes(clip.clip().file()));
                    filmed++;
                }
                told.tell(feed);
            }
        }
    }

    private CameraFeed feed(Spool spool) {
        var origin = new Origin(true, true);
        var outbox = new Outbox("gw-1", spool, () -> {});
        var alerts = new AlertBook("hue", "gw-1", folder.resolve("alerts.txt"), () -> origin, outbox);
        return new CameraFeed(
                new FeedParts("hue", "gw-1", () -> origin, outbox, CounterMemory.NONE, alerts),
                "gate",
                Duration.ofSeconds(1),
                Optional.of("điều tra"),
                problem -> {});
    }

    private static byte[] messages(Spool spool) throws Exception {
        var all = new ByteArrayOutputStream();
        for (long number : SpoolNumbers.next(spool, 10_000)) {
            byte[] payload = spool.get(number).orElseThrow().payload();
            assertThat(KuraCodec.decode(payload)).isNotNull();
            all.write(payload);
        }
        return all.toByteArray();
    }

    private static byte[] figures(int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static byte[] files(Path folder, String prefix) throws IOException {
        var all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .toList()) {
                all.write(Files.readAllBytes(file));
            }
        }
        return all.toByteArray();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static CameraEntry entry(PrivacyPolicy policy) {
        CameraConfig usual = CameraConfig.of("gate", film.toString()).withLoop(true);
        return new CameraEntry(
                usual.with(c -> c.detector(DetectorFactory.BLOB)
                        .privacy(policy)
                        .masks(List.of(Polygon.of(PatternFilm.MASK)))
                        .snapshotEvery(Duration.ofSeconds(1))),
                Duration.ofSeconds(1));
    }

    /** Keeps every byte that is read. */
    private static final class Copied extends FilterInputStream {

        private final ByteArrayOutputStream copy;

        Copied(InputStream in, ByteArrayOutputStream copy) {
            super(in);
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                copy.write(next);
            }
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                copy.write(bytes, from, read);
            }
            return read;
        }
    }
}
