package vn.trangtien.box.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.box.bench.VideoBench.Lengths;
import vn.trangtien.box.bench.VideoFigure.Verdict;

/** The whole bench in some seconds, without a model. Speed is not judged here: machines differ. */
class VideoBenchIT {

    @TempDir
    Path folder;

    @Test
    void measuresWhatThereIsAndSaysWhatThereIsNot() throws Exception {
        VideoBenchResult result = new VideoBench(
                        Lengths.QUICK, folder, Optional.empty(), Optional.empty(), name -> Optional.empty(), step -> {})
                .run();

        assertThat(result.frames()).isEqualTo(Lengths.QUICK.frames());
        assertThat(value(result.figures(), "decodeMillis")).isPositive();
        assertThat(value(result.figures(), "motionToDecode")).isGreaterThan(1);
        assertThat(result.figures())
                .filteredOn(figure -> figure.name().equals("leastDetectionsPerSecond"))
                .singleElement()
                .satisfies(figure -> assertThat(figure.verdict()).isEqualTo(Verdict.SKIPPED));
        assertThat(value(result.figures(), "frozenNoticedSeconds")).isBetween(0.5, 60.0);
        assertThat(value(result.figures(), "samePictureNoticedSeconds")).isBetween(4.0, 60.0);
        assertThat(result.figures())
                .extracting(VideoFigure::name)
                .as("read by other programs: they may grow, none may go")
                .contains(
                        "decodeMillis",
                        "motionMillis",
                        "decodeToFfmpeg",
                        "motionToDecode",
                        "motionToDebianMotion",
                        "converterSeconds",
                        "leastDetectionsPerSecond",
                        "frozenNoticedSeconds",
                        "eventsAgainSeconds",
                        "samePictureNoticedSeconds",
                        "samePictureEventsAgainSeconds");
        assertThat(result.figures())
                .allSatisfy(figure -> assertThat(figure.verdict() == Verdict.SKIPPED ? figure.note() : figure.unit())
                        .isNotBlank());
    }

    private static double value(List<VideoFigure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(VideoFigure::value)
                .findFirst()
                .orElseThrow();
    }
}
