package vn.trangtien.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

class NamedTracksTest {

    private static final long SECOND = 1_000_000;
    private static final long LOOK = SECOND / 5;

    private final Tracker tracker = new Tracker(TrackerSettings.DEFAULT);

    @Test
    void isBelievedAfterTwoDetectionsAndOnlyIfTheFirstWasSure() {
        assertThat(look(0, car(0.3, 0.5, 0.9)).objects()).isEmpty();
        assertThat(look(LOOK, car(0.3, 0.5, 0.3)).objects()).hasSize(1);

        var other = new Tracker(TrackerSettings.DEFAULT);
        for (int i = 0; i < 10; i++) {
            assertThat(other.detected(new DetectedFrame(List.of(car(0.3, 0.5, 0.3)), i * LOOK))
                            .objects())
                    .isEmpty();
        }
    }

    @Test
    void theLabelIsVotedAndTheBestScoreIsKept() {
        look(0, named("truck", 0.4, 0.40));
        look(LOOK, named("car", 0.41, 0.9));
        look(2 * LOOK, named("car", 0.42, 0.8));
        TrackedObject object = only(look(3 * LOOK, named("truck", 0.43, 0.36)));

        assertThat(object.label()).isEqualTo("car");
        assertThat(object.score()).isEqualTo(0.36);
        assertThat(object.topScore()).isEqualTo(0.9);
        assertThat(object.firstSeenMicros()).isZero();
        assertThat(object.trail()).hasSizeBetween(3, 4);
    }

    @Test
    void aLorryWithTwoNamesIsOneObjectButARiderAndHisBikeAreTwo() {
        for (int i = 0; i < 5; i++) {
            look(
                    i * LOOK,
                    named("truck", 0.4, 0.8),
                    named("car", 0.405, 0.6),
                    new Detection("person", 0.8, new Box(0.7, 0.3, 0.06, 0.2)),
                    new Detection("motorcycle", 0.8, new Box(0.69, 0.4, 0.08, 0.14)));
        }

        assertThat(look(5 * LOOK).objects())
                .extracting(TrackedObject::label)
                .containsExactlyInAnyOrder("truck", "person", "motorcycle");
    }

    @Test
    void aParkedCarStaysTheSameForMinutesThoughDetectionFlickersAndTheCameraSways() {
        var random = new Random(4);
        var ids = new TreeSet<Integer>();
        boolean wasStationary = false;
        for (int i = 0; i < 5 * 600; i++) {
            double sway = 0.006 * Math.sin(i / 7.0);
            boolean flickers = i / 5 % 60 > 30 || random.nextInt(3) == 0;
            TrackedFrame frame = flickers ? look(i * LOOK) : look(i * LOOK, car(0.4 + sway, 0.5, 0.5));
            assertThat(frame.ended()).isEmpty();
            frame.objects().forEach(object -> ids.add(object.id()));
            boolean stationary = frame.objects().stream().anyMatch(TrackedObject::stationary);
            assertThat(stationary || !wasStationary)
                    .as("at rest once, at rest always; look %d", i)
                    .isTrue();
            wasStationary = stationary;
        }

        assertThat(ids).hasSize(1);
        assertThat(wasStationary).isTrue();
    }

    @Test
    void aCarThatParksAndDrivesOffIsStationaryInBetweenAndEndsAfterItHasLeft() {
        long now = 0;
        for (int i = 0; i <= 10; i++, now += LOOK) {
            look(now, car(0.1 + i * 0.03, 0.5, 0.7));
        }
        TrackedFrame frame = look(now, car(0.4, 0.5, 0.7));
        for (int i = 0; i < 55; i++, now += LOOK) {
            frame = look(now, car(0.4, 0.5, 0.7));
        }
        assertThat(only(frame).stationary()).isTrue();
        int id = only(frame).id();
        for (int i = 0; i <= 25; i++, now += LOOK) {
            frame = look(now, car(0.4 + i * 0.025, 0.5, 0.7));
        }
        assertThat(only(frame).id()).isEqualTo(id);
        assertThat(only(frame).stationary()).isFalse();
        var ended = new ArrayList<TrackedObject>();
        for (int i = 0; i < 10; i++, now += LOOK) {
            ended.addAll(look(now).ended());
        }
        assertThat(ended).extracting(TrackedObject::id).containsExactly(id);
    }

    @Test
    void aStationaryCarThatLeavesUnseenIsGivenUpBecauseSomethingMovedThere() {
        long now = 0;
        for (int i = 0; i < 60; i++, now += LOOK) {
            look(now, car(0.4, 0.5, 0.7));
        }
        tracker.process(motion(now, box(0.41, 0.5)));
        var ended = new ArrayList<TrackedObject>();
        for (int i = 0; i < 12; i++, now += LOOK) {
            ended.addAll(look(now + 1).ended());
        }
        assertThat(ended).hasSize(1);
    }

    @Test
    void whereTheDetectorDidNotLookNothingWasMissed() {
        look(0, car(0.2, 0.5, 0.7));
        look(LOOK, car(0.2, 0.5, 0.7));
        Box elsewhere = new Box(0.6, 0.2, 0.3, 0.5);
        for (int i = 2; i < 40; i++) {
            TrackedFrame frame = tracker.detected(new DetectedFrame(List.of(), List.of(elsewhere), i * LOOK));
            assertThat(frame.objects()).hasSize(1);
        }
    }

    @Test
    void whatMovesIsCalledMovingUntilItHasAName() {
        TrackedFrame frame = tracker.process(motion(0, box(0.1, 0.5)));
        for (int i = 1; i < 10; i++) {
            frame = tracker.process(motion(i * 40_000L, box(0.1 + i * 0.01, 0.5)));
        }
        assertThat(only(frame).label()).isEqualTo("moving");
        int id = only(frame).id();

        frame = look(400_000, car(0.2, 0.5, 0.8));

        assertThat(only(frame).id()).isEqualTo(id);
        assertThat(only(frame).label()).isEqualTo("car");
    }

    @Test
    void aDetectionThatComesLateIsMovedToWhereTheObjectIsNow() {
        double speed = 0.5;
        TrackedFrame frame = tracker.process(motion(0, box(0.1, 0.5)));
        for (int i = 1; i <= 40; i++) {
            long now = i * 40_000L;
            double x = 0.1 + speed * now / 1e6;
            frame = tracker.process(motion(now, box(x, 0.5)));
            if (i % 5 == 0) {
                long then = now - 200_000;
                frame = look(then, car(0.1 + speed * then / 1e6, 0.5, 0.8));
            }
            if (i > 10) {
                assertThat(only(frame).position().x()).isCloseTo(x, within(0.012));
            }
        }
        assertThat(only(frame).label()).isEqualTo("car");
        assertThat(only(frame).velocityX()).isCloseTo(speed, within(0.06));
    }

    @Test
    void blobsCarryANamedObjectFromOneDetectionToTheNextAndAreNoObjectsOfTheirOwn() {
        look(0, car(0.10, 0.5, 0.8));
        for (int i = 1; i <= 50; i++) {
            double x = 0.10 + i * 0.012;
            TrackedFrame frame = tracker.process(motion(i * 40_000L, box(x, 0.5)));
            if (i % 10 == 0) {
                frame = look(i * 40_000L, car(x, 0.5, 0.8));
            }
            if (i > 20) {
                assertThat(only(frame).position().x()).isCloseTo(x, within(0.02));
            }
        }
    }

    @Test
    void timeThatJumpsBackwardsStartsAnew() {
        look(100 * SECOND, car(0.2, 0.5, 0.8));
        look(100 * SECOND + LOOK, car(0.2, 0.5, 0.8));

        assertThat(tracker.process(motion(SECOND)).objects()).isEmpty();
    }

    private TrackedFrame look(long micros, Detection... detections) {
        return tracker.detected(new DetectedFrame(Arrays.asList(detections), micros));
    }

    private static TrackedObject only(TrackedFrame frame) {
        assertThat(frame.objects()).hasSize(1);
        return frame.objects().get(0);
    }

    private static Detection car(double x, double y, double score) {
        return new Detection("car", score, box(x, y));
    }

    private static Detection named(String label, double x, double score) {
        return new Detection(label, score, box(x, 0.5));
    }

    private static Box box(double x, double y) {
        return Box.around(new Point(x, y), 0.12, 0.1);
    }

    private static MotionFrame motion(long micros, Box... blobs) {
        return new MotionFrame(Arrays.asList(blobs), List.of(), 0.01, false, micros);
    }
}
