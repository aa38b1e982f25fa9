package vn.trangtien.box.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.box.video.PixelShape.Kind;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

class VideoAnalysisTest {

    private static final int FEW = 40;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path film;

    @BeforeAll
    static void draw() throws IOException {
        film = BoxesFilm.in(shared);
    }

    @Test
    void everyBoxIsCountedOnceOnTheLineAndInTheZone() throws Exception {
        AnalysisResult result = run(wish(Optional.empty(), Optional.empty()), Integer.MAX_VALUE);

        assertThat(result.frames()).isEqualTo(BoxesFilm.FRAMES);
        assertThat(result.complete()).isTrue();
        assertThat(result.lines()).singleElement().satisfies(line -> {
            assertThat(line.total()).isEqualTo(BoxesFilm.BOXES);
            assertThat(line.forward()).isZero();
            assertThat(line.byClass()).containsEntry("moving", (long) BoxesFilm.BOXES);
        });
        assertThat(result.zones()).singleElement().satisfies(zone -> {
            assertThat(zone.total()).isEqualTo(BoxesFilm.BOXES);
            assertThat(zone.most()).isEqualTo(1);
            assertThat(zone.meanDwellSeconds()).isBetween(0.5, 2.0);
        });
    }

    @Test
    void whoIsStoppedLeavesAFilmThatPlays() throws Exception {
        Path out = folder.resolve("out.mp4");

        AnalysisResult result = run(wish(Optional.of(out), Optional.empty()), FEW);

        assertThat(result.complete()).isFalse();
        assertThat(result.frames()).isEqualTo(FEW);
        assertThat(frames(out)).isEqualTo(FEW);
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(out));
    }

    @Test
    void noUncoveredPictureIsInTheFilm() throws Exception {
        Path out = folder.resolve("out.mp4");
        run(wish(Optional.of(out), Optional.empty()), Integer.MAX_VALUE);

        assertThat(stripes(film)).isGreaterThan(10_000);
        assertThat(stripes(out)).isLessThan(stripes(film) / 100);
    }

    @Test
    void tracksAreWrittenInPixels() throws Exception {
        Path out = folder.resolve("tracks.csv");
        run(wish(Optional.empty(), Optional.of(out)), Integer.MAX_VALUE);

        List<String> rows = Files.readAllLines(out);
        assertThat(rows).hasSizeGreaterThan(BoxesFilm.BOXES * 20);
        assertThat(rows).allMatch(row -> row.split(",").length == 9 && row.contains(",moving,"));
        assertThat(rows)
                .filteredOn(row -> row.endsWith(",1"))
                .extracting(row -> Double.parseDouble(row.split(",")[3]))
                .allMatch(top -> top > 60 && top < 100);
    }

    @Test
    void aRecordingIsCutByItsOwnTime() throws Exception {
        AnalysisWish wish = wish(Optional.empty(), Optional.empty());
        AnalysisResult result = run(
                new AnalysisWish(
                        wish.source(),
                        wish.lines(),
                        wish.zones(),
                        wish.masks(),
                        wish.detector(),
                        wish.detectFps(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(3))),
                Integer.MAX_VALUE);

        assertThat(result.frames()).isBetween(30L, 32L);
        assertThat(result.complete()).isFalse();
    }

    private static AnalysisResult run(AnalysisWish wish, int most) throws Exception {
        try (VideoAnalysis analysis = VideoAnalysis.open(wish, name -> Optional.empty())) {
            return analysis.run(new VideoAnalysis.Watcher() {
                @Override
                public void progressed(long frames, double seconds) {
                    if (frames >= most) {
                        analysis.stop();
                    }
                }

                @Override
                public void lost(VideoSourceException why) {
                    throw new AssertionError("a file is not lost", why);
                }
            });
        }
    }

    private static AnalysisWish wish(Optional<Path> annotated, Optional<Path> tracks) throws BadShape {
        return new AnalysisWish(
                SourceSettings.of(film.toString()),
                List.of(PixelShape.parse(Kind.LINE, "160,0,160,180")),
                List.of(PixelShape.parse(Kind.ZONE, "100,60,220,60,220,160,100,160")),
                List.of(),
                "blob",
                5,
                annotated,
                tracks,
                Optional.empty());
    }

    private static int frames(Path file) throws VideoSourceException {
        int frames = 0;
        try (FrameSource source = FfmpegFrameSource.open(SourceSettings.of(file.toString()), 0)) {
            while (source.advance()) {
                frames++;
            }
        }
        return frames;
    }

    /** Places at which the stripes of a box, bright and dark in turn every four pixels, can be told apart. */
    private static int stripes(Path file) throws VideoSourceException {
        int found = 0;
        try (FrameSource source = FfmpegFrameSource.open(SourceSettings.of(file.toString()), 0)) {
            while (source.advance()) {
                ColourImage image = source.colour(BoxesFilm.WIDTH);
                for (int y = 85; y < 115; y++) {
                    for (int x = 16; x < image.width(); x++) {
                        found += alternates(image, x, y) ? 1 : 0;
                    }
                }
            }
        }
        return found;
    }

    private static boolean alternates(ColourImage image, int x, int y) {
        int sign = 0;
        for (int i = 0; i < 4; i++) {
            int step = green(image, x - 4 * i, y) - green(image, x - 4 * i - 4, y);
            if (Math.abs(step) < 60 || Integer.signum(step) == sign) {
                return false;
            }
            sign = Integer.signum(step);
        }
        return true;
    }

    private static int green(ColourImage image, int x, int y) {
        return image.bgr()[(y * image.width() + x) * 3 + 1] & 0xFF;
    }
}
