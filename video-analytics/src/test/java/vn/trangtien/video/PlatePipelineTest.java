package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.plate.PlateHash;
import vn.trangtien.video.plate.PlateKeyFile;
import vn.trangtien.video.plate.PlateKind;
import vn.trangtien.video.plate.PlateNumber;
import vn.trangtien.video.plate.PlateSecret;
import vn.trangtien.video.plate.ocr.Painter;
import vn.trangtien.video.plate.ocr.PlateReader;
import vn.trangtien.video.privacy.PlateUse;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.schedule.DetectorPool;
import vn.trangtien.video.source.NativeVideo;
import vn.trangtien.video.source.Pace;

/** From a film of a painted car to the event that carries its plate; only the detector of cars is played. */
class PlatePipelineTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int FRAMES = 75;
    private static final Instant NOON = Instant.parse("2026-03-01T05:00:00Z");
    private static final PlateNumber CAR = new PlateNumber(PlateKind.CAR, "75A-123.45");
    private static final Picture PAINTED =
            new Painter(4).paint(new Painter.Scene(List.of("75A-123.45"), Painter.Look.YELLOW, 28, 2, 1, 4, 1));

    @TempDir
    Path folder;

    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void keyOfTheTest() {
        assumeTrue(PlateReader.isInstalled(), "the models for plates are not on the class path");
        System.setProperty(PlateKeyFile.PROPERTY, folder.resolve("plates.key").toString());
    }

    @AfterEach
    void keyOfTheMachine() {
        System.clearProperty(PlateKeyFile.PROPERTY);
    }

    @Test
    void theEventOfACarCarriesTheHashOfItsPlateAndNoNumber() throws Exception {
        play(PrivacyPolicy.MASKED.withPlates(PlateUse.HASH));

        String expected = new PlateHash(PlateSecret.readOrMake(folder.resolve("plates.key"))).of(CAR, NOON);
        assertThat(plates()).isNotEmpty().allSatisfy(plate -> {
            assertThat(plate.hash()).isEqualTo(expected);
            assertThat(plate.text()).isEmpty();
        });
        assertThat(listener.objects.get(listener.objects.size() - 1).plate()).isPresent();
    }

    @Test
    void nothingIsReadWhereNothingWasAskedFor() throws Exception {
        play(PrivacyPolicy.MASKED);

        assertThat(listener.objects).isNotEmpty();
        assertThat(plates()).isEmpty();
        assertThat(folder.resolve("plates.key")).doesNotExist();
    }

    private void play(PrivacyPolicy policy) throws Exception {
        CameraConfig config = CameraConfig.of("cam", film().toString())
                .withPace(Pace.AS_FAST_AS_POSSIBLE)
                .withDetector("played")
                .withSnapshotEvery(Duration.ZERO)
                .withPrivacy(policy);
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        try (var pool = DetectorPool.start(name -> Optional.of(new PlayedDetector()));
                var pipeline = VideoPipeline.start(config, pool, listener, clock)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> listener.stateNames().contains(CameraStatus.State.ENDED));
            assertThat(pipeline.statistics().framesDecoded()).isEqualTo(FRAMES);
        }
    }

    private List<ObjectEvent.Plate> plates() {
        return listener.objects.stream()
                .map(event -> event.plate().orElse(null))
                .filter(Objects::nonNull)
                .toList();
    }

    private static int left(int frame) {
        return 20 + 2 * frame;
    }

    private static final int TOP = 60;

    private static final class PlayedDetector implements Detector {

        @Override
        public DetectorFacts facts() {
            return new DetectorFacts("played", "1", "Apache-2.0", Set.of("car"), 320, 320);
        }

        @Override
        public List<Detection> detect(Picture picture, Box part) {
            int frame = (int) (picture.presentationMicros() / 40_000);
            return List.of(new Detection(
                    "car",
                    0.9,
                    new Box(
                            left(Math.min(frame, FRAMES)) / (double) WIDTH,
                            TOP / (double) HEIGHT,
                            PAINTED.width() / (double) WIDTH,
                            PAINTED.height() / (double) HEIGHT)));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private Path film() throws FrameRecorder.Exception {
        NativeVideo.load();
        Path file = folder.resolve("car.avi");
        ColourImage car = PAINTED.part(new Box(0, 0, 1, 1), PAINTED.width(), PAINTED.height());
        try (var recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT);
                var frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat("avi");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
            recorder.setFrameRate(25);
            recorder.setVideoQuality(3);
            recorder.start();
            for (int i = 0; i < FRAMES; i++) {
                draw((ByteBuffer) frame.image[0], frame.imageStride, car, left(i));
                recorder.record(frame, avutil.AV_PIX_FMT_BGR24);
            }
            recorder.stop();
        }
        return file;
    }

    private static void draw(ByteBuffer pixels, int stride, ColourImage car, int left) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= left && x < left + car.width() && y >= TOP && y < TOP + car.height();
                for (int channel = 0; channel < 3; channel++) {
                    byte value = inside ? car.bgr()[((y - TOP) * car.width() + x - left) * 3 + channel] : (byte) 110;
                    pixels.put(y * stride + x * 3 + channel, value);
                }
            }
        }
    }
}
