package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Picture;

class HeldPictureTest {

    private static final Box WHOLE = new Box(0, 0, 1, 1);
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private static Path directory;

    private static SourceSettings clip;

    @BeforeAll
    static void writeClip() throws FrameRecorder.Exception {
        Path file =
                TestVideo.at(directory.resolve("quarters.mp4")).frames(40, 25).write();
        clip = SourceSettings.of(file.toString());
    }

    @Test
    void staysAsItIsWhileTheSourceGoesOnAndCloses() throws VideoSourceException {
        try (FrameSource source = FfmpegFrameSource.open(clip, 0)) {
            source.advance();
            try (Picture held = source.hold()) {
                byte[] before = held.part(WHOLE, 128, 96).bgr().clone();
                while (source.advance()) {
                    assertThat(source.presentationMicros()).isGreaterThan(held.presentationMicros());
                }
                source.close();

                assertThat(held.part(WHOLE, 128, 96).bgr()).isEqualTo(before);
                assertThat(held.width()).isEqualTo(128);
                assertThat(held.height()).isEqualTo(96);
                assertThat(held.presentationMicros()).isZero();
            }
        }
    }

    @ParameterizedTest(name = "quarter at {0}, {1} is {2} {3} {4}")
    @CsvSource({"0, 0, 0, 0, 255", "0.5, 0, 0, 255, 0", "0, 0.5, 255, 0, 0", "0.5, 0.5, 255, 255, 255"})
    void aPartHasTheColoursOfThatPart(double left, double top, int blue, int green, int red)
            throws VideoSourceException {
        try (FrameSource source = FfmpegFrameSource.open(clip, 0)) {
            source.advance();
            try (Picture held = source.hold()) {
                ColourImage part = held.part(new Box(left + 0.1, top + 0.1, 0.3, 0.3), 31, 47);

                assertThat(part.width()).isEqualTo(31);
                assertThat(part.height()).isEqualTo(47);
                int middle = (part.height() / 2 * part.width() + part.width() / 2) * 3;
                assertThat(part.bgr()[middle] & 0xFF).isCloseTo(blue, within(25));
                assertThat(part.bgr()[middle + 1] & 0xFF).isCloseTo(green, within(25));
                assertThat(part.bgr()[middle + 2] & 0xFF).isCloseTo(red, within(25));
            }
        }
    }

    @Test
    void refusesWhatItCannotGive() throws VideoSourceException {
        try (FrameSource source = FfmpegFrameSource.open(clip, 0)) {
            source.advance();
            Picture held = source.hold();
            assertThatThrownBy(() -> held.part(WHOLE, 1, 96)).hasMessageContaining("2 to 4096");
            assertThatThrownBy(() -> held.part(WHOLE, 96, 5000)).hasMessageContaining("was 5000");
            assertThatThrownBy(() -> held.part(new Box(2, 2, 1, 1), 96, 96)).hasMessageContaining("beside it");
            held.close();
            held.close();
            assertThatThrownBy(() -> held.part(WHOLE, 96, 96)).hasMessageContaining("closed");
        }
    }

    @Test
    void tenThousandPicturesNeedNoMoreMemoryThanOne() throws VideoSourceException {
        try (FrameSource source = FfmpegFrameSource.open(clip, 0)) {
            source.advance();
            holdAndLook(source, 2_000);
            long native0 = Pointer.totalBytes();
            long resident0 = Pointer.physicalBytes();

            holdAndLook(source, 10_000);

            assertThat(Pointer.totalBytes() - native0).isLessThan(MEGABYTE);
            // One frame has 18 KB, so a leak of every frame would be 180 MB.
            assertThat(Pointer.physicalBytes() - resident0).isLessThan(60 * MEGABYTE);
        }
    }

    @Test
    void aFilmOfHeldFramesGivesItsMemoryBack() throws Exception {
        // 115 KB a frame: forgetting those of the last twenty rounds would cost 90 MB.
        Path film = TestVideo.at(directory.resolve("film.mp4"))
                .size(320, 240)
                .frames(40, 25)
                .write();
        long before = 0;
        for (int round = 0; round < 30; round++) {
            try (FrameSource source = FfmpegFrameSource.open(SourceSettings.of(film.toString()), 0)) {
                while (source.advance()) {
                    try (Picture held = source.hold()) {
                        held.part(WHOLE, 32, 32);
                    }
                }
            }
            if (round == 9) {
                before = Pointer.physicalBytes();
            }
        }
        assertThat(Pointer.physicalBytes() - before).isLessThan(60 * MEGABYTE);
    }

    private static void holdAndLook(FrameSource source, int times) {
        for (int i = 0; i < times; i++) {
            try (Picture held = source.hold()) {
                if (i % 50 == 0) {
                    held.part(new Box(0.1, 0.1, 0.5, 0.5), 64, 64);
                }
            }
        }
    }
}
