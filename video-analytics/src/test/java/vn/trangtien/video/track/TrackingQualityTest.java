package vn.trangtien.video.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.picture.Box;

class TrackingQualityTest {

    private static final Logger LOG = LoggerFactory.getLogger(TrackingQualityTest.class);
    private static final TrackerSettings USUAL = TrackerSettings.DEFAULT;

    @ParameterizedTest(name = "seed {0} at {1} detections a second: MOTA at least {2}, IDF1 at least {3}")
    @CsvSource({"1, 10, 0.90, 0.78", "2, 10, 0.90, 0.78", "3, 10, 0.90, 0.78", "1, 5, 0.88, 0.78", "2, 5, 0.88, 0.78"})
    void followsABusyStreetThroughOcclusionsMissesAndGhosts(long seed, double rate, double mota, double idf1) {
        MotScore score = follow(new BusyStreet(seed, rate), USUAL);
        LOG.info("seed {} at {}/s: {}", seed, rate, score);

        assertThat(score.mota()).isGreaterThanOrEqualTo(mota);
        assertThat(score.idf1()).isGreaterThanOrEqualTo(idf1);
    }

    @Test
    void unsureDetectionsHoldOnToWhatIsKnown() {
        var sureOnly = new TrackerSettings(
                USUAL.hitsToConfirm(),
                USUAL.patience(),
                USUAL.hiddenPatience(),
                USUAL.newTrackScore(),
                USUAL.newTrackScore(),
                USUAL.detectionsToConfirm(),
                Duration.ofMillis(400),
                USUAL.stationaryAfter(),
                USUAL.stationaryPatience());

        MotScore with = follow(new BusyStreet(1, 10), USUAL);
        MotScore without = follow(new BusyStreet(1, 10), sureOnly);

        assertThat(with.mota()).isGreaterThan(without.mota());
        assertThat(with.switches()).isLessThanOrEqualTo(without.switches());
    }

    private static MotScore follow(BusyStreet street, TrackerSettings settings) {
        var tracker = new Tracker(settings);
        var score = new MotScore();
        for (int frame = 0; frame < BusyStreet.FRAMES; frame++) {
            TrackedFrame tracked = tracker.detected(new DetectedFrame(street.detections(frame), street.micros(frame)));
            Map<Integer, Box> boxes = new HashMap<>();
            tracked.objects().forEach(object -> boxes.put(object.id(), object.box()));
            score.frame(street.truth(frame), boxes);
        }
        return score;
    }
}
