package vn.trangtien.box.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.box.video.PixelShape.Kind;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.pattern.FixedDetector;
import vn.trangtien.video.pattern.LeakSearch;
import vn.trangtien.video.pattern.PatternFilm;
import vn.trangtien.video.pattern.PatternSearch;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

/** What a film of {@code ./city video analyse --annotated} and the list of tracks beside it show of a person, a plate and a mask. */
class AnnotatedPrivacyTest {

    @TempDir
    Path folder;

    @Test
    void nobodyWhoMovesIsRecognised() throws Exception {
        nobodyIsRecognised(false, name -> Optional.empty());
    }

    @Test
    void nobodyWhomADetectorNamesIsRecognisedEvenAtRest() throws Exception {
        nobodyIsRecognised(
                true,
                FixedDetector.seeing(List.of(
                        new Detection("person", 0.9, PatternFilm.STANDING_PERSON),
                        new Detection("car", 0.9, PatternFilm.PARKED_CAR))));
    }

    private void nobodyIsRecognised(boolean standing, DetectorFactory detectors) throws Exception {
        Path film = PatternFilm.write(folder.resolve("film.avi"), standing);
        Path out = folder.resolve("annotated.mp4");
        Path tracks = folder.resolve("tracks.csv");
        var wish = new AnalysisWish(
                SourceSettings.of(film.toString()),
                List.of(PixelShape.parse(Kind.LINE, "160,0,160,180")),
                List.of(),
                List.of(PixelShape.parse(Kind.MASK, pixels(PatternFilm.MASK))),
                "ssd",
                5,
                Optional.of(out),
                Optional.of(tracks),
                Optional.empty());
        try (VideoAnalysis analysis = VideoAnalysis.open(wish, detectors)) {
            assertThat(analysis.run(new Quiet()).frames()).isEqualTo(PatternFilm.FRAMES);
        }

        assertThat(LeakSearch.film(film, PatternFilm.SECRET)).as("it is there").isGreaterThan(PatternSearch.SEEN);
        assertThat(LeakSearch.film(film, PatternFilm.WINDOW)).as("it is there").isGreaterThan(PatternSearch.SEEN);
        assertThat(LeakSearch.film(out, PatternFilm.WALL))
                .as("the search works")
                .isGreaterThan(PatternSearch.SEEN);
        assertThat(LeakSearch.film(out, PatternFilm.SECRET)).isLessThan(PatternSearch.SEEN);
        assertThat(LeakSearch.film(out, PatternFilm.WINDOW)).isLessThan(PatternSearch.SEEN);
        assertThat(LeakSearch.best(Files.readAllBytes(tracks), PatternFilm.SECRET))
                .isLessThan(PatternSearch.SEEN);
    }

    private static String pixels(Box box) {
        return "%d,%d,%d,%d"
                .formatted(
                        Math.round(box.left() * PatternFilm.WIDTH),
                        Math.round(box.top() * PatternFilm.HEIGHT),
                        Math.round(box.width() * PatternFilm.WIDTH),
                        Math.round(box.height() * PatternFilm.HEIGHT));
    }

    private static final class Quiet implements VideoAnalysis.Watcher {

        @Override
        public void progressed(long frames, double seconds) {}

        @Override
        public void lost(VideoSourceException why) {
            throw new AssertionError("a file is not lost", why);
        }
    }
}
