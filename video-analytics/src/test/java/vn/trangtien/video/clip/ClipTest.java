package vn.trangtien.video.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

class ClipTest {

    private static final long SECOND = 1_000_000;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    @TempDir
    private static Path directory;

    /** Twenty seconds at ten pictures a second, whose grey level is ten times the second. */
    private static Path film;

    private final List<String> heard = new ArrayList<>();
    private final ClipListener listener = new ClipListener() {
        @Override
        public void finished(String id, Path file, long firstMicros, long lengthMicros) {
            heard.add("%s %s from %d for %d".formatted(id, file.getFileName(), firstMicros, lengthMicros));
        }

        @Override
        public void failed(String id, String reason) {
            heard.add(id + " failed: " + reason);
        }
    };

    @BeforeAll
    static void encodeFilm() throws IOException {
        film = directory.resolve("film.mp4");
        try (var encoder = new ClipEncoder(film)) {
            for (int i = 0; i < 200; i++) {
                encoder.add(grey(10 * (i / 10) + 16), i * SECOND / 10);
            }
            assertThat(encoder.finish()).isEqualTo(199 * SECOND / 10);
        }
    }

    @Test
    void whatWasEncodedIsDecodedWithItsTimes() throws VideoSourceException {
        List<Integer> levels = levels(film, 200);

        assertThat(levels).hasSize(200);
        assertThat(levels.get(155)).isCloseTo(166, within(6));
    }

    @Test
    void aClipHasTheSecondsBeforeAndAfterWithoutBeingCompressedAgain() throws Exception {
        Path path = directory.resolve("clip.mp4");
        play(settings(Duration.ofSeconds(3), Duration.ofSeconds(2)), (clips, micros) -> {
            if (micros == 8 * SECOND) {
                clips.begin("car", path, micros);
            }
            if (micros == 10 * SECOND) {
                clips.end("car", micros);
            }
        });

        assertThat(heard).singleElement().asString().startsWith("car clip.mp4 from ");
        long first = Long.parseLong(heard.get(0).split(" ")[3]);
        assertThat(first).as("at a key frame before").isBetween(2 * SECOND, 5 * SECOND);
        List<Integer> levels = levels(path, 150);
        assertThat(levels.get(levels.size() - 1)).as("ends after 12 s").isCloseTo(16 + 120, within(7));
        assertThat(levels.get(0)).isCloseTo((int) (16 + 10 * (first / SECOND)), within(7));
        assertThat(directory.resolve("clip.mp4.part")).doesNotExist();
    }

    @Test
    void aClipThatNeverEndsIsFinishedAtItsLongest() throws Exception {
        Path path = directory.resolve("long.mp4");
        play(new ClipSettings(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(4), 1 << 20), (clips, micros) -> {
            if (micros == 5 * SECOND) {
                clips.begin("car", path, micros);
            }
        });

        assertThat(heard).singleElement().asString().startsWith("car long.mp4");
        assertThat(levels(path, 100).size()).isBetween(40, 65);
    }

    @Test
    void aDirectoryThatIsNotThereFailsTheClipAndNothingElse() throws Exception {
        int frames = play(ClipSettings.DEFAULT, (clips, micros) -> {
            if (micros == 5 * SECOND) {
                clips.begin("car", directory.resolve("none").resolve("clip.mp4"), micros);
            }
        });

        assertThat(frames).isEqualTo(200);
        assertThat(heard)
                .singleElement()
                .asString()
                .startsWith("car failed: cannot create clip")
                .contains("directory");
    }

    @Test
    void aFilmWithoutPicturesIsNoneAndAnUnfinishedOneIsRemoved() throws IOException {
        Path path = directory.resolve("unfinished.mp4");
        try (var encoder = new ClipEncoder(path)) {
            assertThatThrownBy(encoder::finish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("without pictures");
            encoder.add(grey(50), 0);
        }

        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(each -> each.getFileName().toString())).noneMatch(each -> each.contains("unfinished"));
        }
    }

    @Test
    void oddAndChangingSizesAreFitted() throws Exception {
        Path path = directory.resolve("odd.mp4");
        try (var encoder = new ClipEncoder(path)) {
            encoder.add(new ColourImage(101, 57, new byte[101 * 57 * 3]), 0);
            encoder.add(grey(200), SECOND);
            encoder.add(grey(200), SECOND);
            encoder.finish();
        }

        assertThat(levels(path, 10)).hasSize(2);
    }

    @Test
    void hoursOfClipsLeaveNoMemoryBehind() throws Exception {
        long before = 0;
        for (int round = 0; round < 12; round++) {
            Path path = directory.resolve("round.mp4");
            play(settings(Duration.ofSeconds(2), Duration.ofSeconds(1)), (clips, micros) -> {
                if (micros % (4 * SECOND) == 0) {
                    clips.begin("c" + micros, path, micros);
                    clips.end("c" + micros, micros);
                }
            });
            if (round == 3) {
                before = Pointer.physicalBytes();
            }
        }

        assertThat(heard).hasSizeGreaterThan(40).noneMatch(each -> each.contains("failed"));
        assertThat(Pointer.physicalBytes() - before).isLessThan(40L << 20);
    }

    private interface Action {

        void at(PacketClips clips, long micros);
    }

    private int play(ClipSettings settings, Action action) throws VideoSourceException {
        int frames = 0;
        try (var clips = new PacketClips(settings, listener);
                FrameSource source =
                        FfmpegFrameSource.open(SourceSettings.of(film.toString()), 0, Optional.of(clips))) {
            while (source.advance()) {
                frames++;
                action.at(clips, source.presentationMicros());
                assertThat(clips.bytesKept()).isLessThanOrEqualTo(settings.mostBytes());
            }
        }
        return frames;
    }

    private static ClipSettings settings(Duration before, Duration after) {
        return new ClipSettings(before, after, Duration.ofMinutes(2), 16 << 20);
    }

    private static List<Integer> levels(Path file, int most) throws VideoSourceException {
        var levels = new ArrayList<Integer>();
        try (FrameSource source = FfmpegFrameSource.open(SourceSettings.of(file.toString()), 0)) {
            while (source.advance() && levels.size() < most) {
                levels.add(source.colour(WIDTH).bgr()[WIDTH * 30 * 3] & 0xFF);
            }
        }
        return levels;
    }

    private static ColourImage grey(int level) {
        var pixels = new byte[WIDTH * HEIGHT * 3];
        Arrays.fill(pixels, (byte) level);
        return new ColourImage(WIDTH, HEIGHT, pixels);
    }
}
