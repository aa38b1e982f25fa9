package vn.trangtien.video.detect.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.video.detect.decode.GoldenTensors.WHOLE;
import static vn.trangtien.video.detect.decode.GoldenTensors.told;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.detect.DetectorException;

class CandidatesTest {

    private static final List<String> LABELS = List.of("car", "truck", "");

    private final Candidates candidates = new Candidates();

    @Test
    void overlappingOnesOfALabelAreOneThingAndTheBestSpeaksForIt() throws DetectorException {
        candidates.add(0, 0.4, 0.10, 0.10, 0.50, 0.50);
        candidates.add(0, 0.9, 0.12, 0.10, 0.52, 0.50);
        candidates.add(0, 0.5, 0.60, 0.10, 0.90, 0.50);

        assertThat(told(candidates, LABELS)).containsExactly("car 90: 12..52, 10..50", "car 50: 60..90, 10..50");
    }

    @Test
    void ofDifferentLabelsOnlyTheSameBoxIsOneThing() throws DetectorException {
        candidates.add(0, 0.9, 0.10, 0.10, 0.50, 0.50);
        candidates.add(1, 0.8, 0.10, 0.10, 0.50, 0.49);
        candidates.add(1, 0.7, 0.10, 0.10, 0.50, 0.70);

        assertThat(told(candidates, LABELS)).containsExactly("car 90: 10..50, 10..50", "truck 70: 10..50, 10..70");
    }

    @Test
    void ghostsEmptyBoxesAndNamelessClassesAreLeftOut() throws DetectorException {
        candidates.add(0, 0.9, 0.0, 0.0, 1.0, 0.95);
        candidates.add(0, 0.9, 0.5, 0.5, 0.4, 0.6);
        candidates.add(2, 0.9, 0.1, 0.1, 0.2, 0.2);

        assertThat(candidates.joined(0.5, 0.9, LABELS, WHOLE)).isEmpty();
    }

    @Test
    void whatReachesBeyondThePictureIsCutOff() throws DetectorException {
        candidates.add(0, 0.9, -0.5, 0.9, 0.25, 1.5);
        candidates.add(0, 0.8, 1.1, 0.1, 1.2, 0.2);

        assertThat(told(candidates, LABELS)).containsExactly("car 90: 0..25, 90..100");
    }

    @Test
    void aBoxThatIsNoNumberIsAnError() {
        assertThatThrownBy(() -> candidates.add(0, 0.9, 0.1, Double.NaN, 0.2, 0.3))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("no number");
    }

    @Test
    void clearForgetsAndManyFitIn() throws DetectorException {
        for (int i = 0; i < 1_000; i++) {
            candidates.add(0, 0.5, i * 0.001, 0, i * 0.001 + 0.0005, 0.1);
        }
        assertThat(candidates.joined(0.5, 1, LABELS, WHOLE)).hasSize(400);

        candidates.clear();

        assertThat(candidates.joined(0.5, 1, LABELS, WHOLE)).isEmpty();
    }
}
