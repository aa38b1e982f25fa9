package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;

/** Every kind of stream that a camera or a recorder may hand over: it is read, or it is clear why not. */
class DifficultVideoTest {

    private static final int JPEG_FORMAT = avutil.AV_PIX_FMT_YUVJ420P;

    @TempDir
    private Path directory;

    @Test
    void anEmptyFileSaysThatItIsEmpty() throws IOException {
        assertThat(problem(Files.createFile(directory.resolve("empty.mp4")))).isEqualTo(SourceProblem.FILE_EMPTY);
    }

    @Test
    void aFileThatWasCutOffBeforeItsIndexIsNoVideo() throws Exception {
        byte[] whole =
                Files.readAllBytes(TestVideo.at(directory.resolve("whole.mp4")).write());
        Path half = Files.write(directory.resolve("half.mp4"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(problem(half)).isEqualTo(SourceProblem.NOT_A_VIDEO);
    }

    @Test
    void aStreamThatWasCutOffPlaysToTheCut() throws Exception {
        byte[] whole = Files.readAllBytes(
                TestVideo.at(directory.resolve("whole.ts")).frames(40, 25).write());
        Path half = Files.write(directory.resolve("half.ts"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(framesOf(half)).isBetween(10, 35);
    }

    @Test
    void damageInTheMiddleCostsPicturesAndNothingElse() throws Exception {
        byte[] film = Files.readAllBytes(h264().frames(60, 25).write());
        Arrays.fill(film, film.length / 3, film.length / 3 + 400, (byte) 0x5A);
        Path damaged = Files.write(directory.resolve("damaged.h264"), film);

        assertThat(framesOf(damaged)).isBetween(40, 60);
    }

    @Test
    void aRecordingThatIsShorterThanItSaysIsDamaged() throws Exception {
        byte[] whole = Files.readAllBytes(
                TestVideo.at(directory.resolve("whole.avi")).frames(200, 25).write());
        Path half = Files.write(directory.resolve("half.avi"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(damageOf(directory.resolve("whole.avi"))).isZero();
        assertThat(damageOf(half)).isPositive();
    }

    private static long damageOf(Path file) throws VideoSourceException {
        try (FrameSource source = open(file)) {
            while (source.advance()) {
                source.luma();
            }
            return source.damaged();
        }
    }

    @Test
    void soundWithoutPicturesSaysSo() throws FrameRecorder.Exception {
        NativeVideo.load();
        Path file = directory.resolve("sound.wav");
        try (var recorder = new FFmpegFrameRecorder(file.toFile(), 1);
                var frame = new Frame()) {
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
            recorder.setSampleRate(8_000);
            recorder.start();
            frame.sampleRate = 8_000;
            frame.audioChannels = 1;
            frame.samples = new ShortBuffer[] {ShortBuffer.wrap(new short[8_000])};
            recorder.record(frame);
            recorder.stop();
        }

        assertThat(problem(file)).isEqualTo(SourceProblem.NO_PICTURES);
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"7680, 4320", "8192, 4320"})
    void eightKIsRead(int width, int height) throws Exception {
        Path file = TestVideo.at(directory.resolve("large.avi"))
                .size(width, height)
                .codec(avcodec.AV_CODEC_ID_MJPEG, JPEG_FORMAT)
                .frames(1, 25)
                .write();

        try (FrameSource source = open(file)) {
            assertThat(source.advance()).isTrue();
            LumaFrame luma = source.luma();
            assertThat(luma.width()).isEqualTo(320);
            try (Picture held = source.hold()) {
                assertThat(held.part(new Box(0, 0, 0.5, 0.5), 300, 300).bgr()[3 * 150 * 301 + 2] & 0xFF)
                        .as("red quarter")
                        .isGreaterThan(200);
            }
        }
    }

    @Test
    void beyondEightKIsRefusedBeforeMemoryIsTaken() throws Exception {
        Path file = TestVideo.at(directory.resolve("huge.avi"))
                .size(8_208, 4_400)
                .codec(avcodec.AV_CODEC_ID_MJPEG, JPEG_FORMAT)
                .frames(1, 25)
                .write();

        assertThat(problem(file)).isEqualTo(SourceProblem.PICTURE_TOO_LARGE);
    }

    @Test
    void onePictureASecondIsRead() throws Exception {
        Path file = TestVideo.at(directory.resolve("slow.mp4")).frames(8, 1).write();

        try (FrameSource source = open(file)) {
            source.advance();
            source.advance();
            assertThat(source.presentationMicros()).isEqualTo(1_000_000);
            assertThat(source.facts().framesPerSecond()).isCloseTo(1, within(0.01));
        }
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"127, 95", "321, 181", "33, 17", "16, 319"})
    void oddSizesAreRead(int width, int height) throws Exception {
        // The recorder of the other tests makes sizes even.
        Path file = directory.resolve("odd.mjpeg");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 3; i++) {
                out.write(whiteJpeg(width, height));
            }
        }

        try (FrameSource source = open(file)) {
            source.advance();
            assertThat(source.facts().width()).isEqualTo(width);
            assertThat(source.luma().pixels()).isNotEmpty();
            assertThat(source.colour(640).bgr()).isNotEmpty();
            try (Picture held = source.hold()) {
                ColourImage corner = held.part(new Box(0.98, 0.98, 0.02, 0.02), 17, 13);
                assertThat(corner.bgr()[0] & 0xFF).as("white corner").isGreaterThan(180);
            }
        }
    }

    @Test
    void aSizeThatChangesInTheStreamIsFollowed() throws Exception {
        Path joined = directory.resolve("change.h264");
        try (OutputStream out = Files.newOutputStream(joined)) {
            Files.copy(h264().frames(20, 25).write(), out);
            Files.copy(h264().size(64, 48).frames(20, 25).write(), out);
        }

        int large = 0;
        int small = 0;
        try (FrameSource source = open(joined)) {
            while (source.advance()) {
                try (Picture held = source.hold()) {
                    assertThat(held.width()).isEqualTo(source.facts().width());
                    assertThat(source.luma().width()).isEqualTo(held.width());
                    held.part(new Box(0, 0, 1, 1), 32, 32);
                    large += held.width() == 128 ? 1 : 0;
                    small += held.width() == 64 ? 1 : 0;
                }
            }
        }
        assertThat(large).isGreaterThan(15);
        assertThat(small).isGreaterThan(15);
    }

    @ParameterizedTest(name = "FFV1 in pixel format {0}")
    @CsvSource({"yuv420p10le", "yuv422p10le", "yuv444p", "gray", "gray10le", "yuv422p"})
    void otherPixelFormatsAreRead(String format) throws Exception {
        NativeVideo.load();
        Path file = TestVideo.at(directory.resolve("format.mkv"))
                .codec(avcodec.AV_CODEC_ID_FFV1, avutil.av_get_pix_fmt(format))
                .frames(3, 25)
                .write();

        try (FrameSource source = open(file)) {
            source.advance();
            LumaFrame luma = source.luma();
            int red = luma.pixels()[20 * luma.width() + 20] & 0xFF;
            int white = luma.pixels()[70 * luma.width() + 100] & 0xFF;
            assertThat(red).isBetween(50, 110);
            assertThat(white).isGreaterThan(200);
            try (Picture held = source.hold()) {
                assertThat(held.part(new Box(0.6, 0.6, 0.3, 0.3), 20, 20).bgr()[600] & 0xFF)
                        .isGreaterThan(200);
            }
        }
    }

    @Test
    void aPlayListDressedAsAVideoIsNotFollowed() throws Exception {
        Path secret = TestVideo.at(directory.resolve("secret.mp4")).write();
        Path list = Files.writeString(directory.resolve("list.mp4"), "#EXTM3U\n#EXTINF:1,\n" + secret + "\n");
        Path concat = Files.writeString(directory.resolve("concat.mp4"), "ffconcat version 1.0\nfile secret.mp4\n");

        assertThat(problem(list)).isEqualTo(SourceProblem.NOT_A_VIDEO);
        assertThat(problem(concat)).isEqualTo(SourceProblem.NOT_A_VIDEO);
    }

    private static byte[] whiteJpeg(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        image.createGraphics().fillRect(0, 0, width, height);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    private TestVideo h264() {
        return TestVideo.at(directory.resolve("film.h264")).codec(avcodec.AV_CODEC_ID_H264, avutil.AV_PIX_FMT_YUV420P);
    }

    private static FrameSource open(Path file) throws VideoSourceException {
        return FfmpegFrameSource.open(SourceSettings.of(file.toString()), 0);
    }

    private static int framesOf(Path file) throws VideoSourceException {
        int frames = 0;
        try (FrameSource source = open(file)) {
            while (source.advance()) {
                source.luma();
                frames++;
            }
        }
        return frames;
    }

    private static SourceProblem problem(Path file) {
        var failure = catchThrowableOfType(VideoSourceException.class, () -> open(file));
        assertThat(failure).isNotNull();
        assertThat(failure).hasMessageContaining(file.getFileName().toString());
        return failure.problem();
    }
}
