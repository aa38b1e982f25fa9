package vn.trangtien.box.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.box.video.PixelShape.Kind;
import vn.trangtien.video.detect.installed.Detectors;
import vn.trangtien.video.model.ModelStore;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

/** Real clips with counts made by hand, as a person would ask for them. The clips are not part of the repository. */
@EnabledIfEnvironmentVariable(
        named = "TRANGTIEN_FOOTAGE",
        matches = ".+",
        disabledReason = "set TRANGTIEN_FOOTAGE to the folder with the clips")
class FootageTruthTest {

    private static final double USUAL = 5;

    @ParameterizedTest
    @ValueSource(strings = {"ssd", "blob"})
    void twentyTwoVehiclesAndACyclistDriveAway(String detector) throws Exception {
        AnalysisResult.Line line = count("highway-rear-320x240.avi", "120,150,320,150", detector, USUAL)
                .lines()
                .get(0);

        assertThat(line.total()).isBetween(21L, 24L);
        assertThat(line.forward()).isLessThanOrEqualTo(1);
    }

    @Test
    void moreLooksChangeNothing() throws Exception {
        assertThat(count("highway-rear-320x240.avi", "120,150,320,150", "ssd", 10)
                        .lines()
                        .get(0)
                        .total())
                .isBetween(21L, 24L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssd", "blob"})
    void sixPersonsGoToTheRightOneByOne(String detector) throws Exception {
        AnalysisResult.Line line = count("one-by-one-person-detection.mp4", "640,0,640,432", detector, USUAL)
                .lines()
                .get(0);

        assertThat(line.total()).isEqualTo(6);
        assertThat(line.backward()).isEqualTo(6);
        if (detector.equals("ssd")) {
            assertThat(line.byClass()).containsEntry("person", 6L);
        }
    }

    @Test
    void fourCarsFromAbove() throws Exception {
        AnalysisResult.Line line = count("car-detection.mp4", "0,216,768,216", "blob", USUAL)
                .lines()
                .get(0);

        assertThat(line.forward()).isEqualTo(2);
        assertThat(line.backward()).isEqualTo(2);
    }

    @Test
    void theSameAgain() throws Exception {
        AnalysisResult first = count("car-detection.mp4", "0,216,768,216", "ssd", USUAL);
        AnalysisResult second = count("car-detection.mp4", "0,216,768,216", "ssd", USUAL);

        assertThat(second.lines()).isEqualTo(first.lines());
        assertThat(second.tracksByClass()).isEqualTo(first.tracksByClass());
        assertThat(second.detections()).isEqualTo(first.detections());
    }

    private static AnalysisResult count(String clip, String line, String detector, double detectFps) throws Exception {
        assumeTrue(
                detector.equals("blob") || ModelStore.ofThisMachine().has(detector),
                () -> "model " + detector + " is not installed");
        var wish = new AnalysisWish(
                SourceSettings.of(
                        Path.of(System.getenv("TRANGTIEN_FOOTAGE"), clip).toString()),
                List.of(PixelShape.parse(Kind.LINE, line)),
                List.of(),
                List.of(),
                detector,
                detectFps,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        try (VideoAnalysis analysis = VideoAnalysis.open(wish, Detectors.ofThisMachine())) {
            return analysis.run(SILENT);
        }
    }

    private static final VideoAnalysis.Watcher SILENT = new VideoAnalysis.Watcher() {
        @Override
        public void progressed(long frames, double seconds) {
            // Nobody watches.
        }

        @Override
        public void lost(VideoSourceException why) {
            throw new AssertionError("a file is not lost", why);
        }
    };
}
