package vn.trangtien.video.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

class MotionDetectorTest {

    private static final int FRAMES_PER_SECOND = 25;

    private final Street street = new Street();
    private final MotionDetector detector = new MotionDetector(MotionSettings.DEFAULT);

    @Test
    void saysNothingUntilItKnowsThePlace() {
        MotionFrame first = detector.process(street.next());

        assertThat(first.learning()).isTrue();
        assertThat(learned().learning()).isFalse();
    }

    @Test
    void anEmptyStreetIsStill() {
        MotionFrame frame = learned();

        assertThat(frame.blobs()).isEmpty();
        assertThat(frame.movingShare()).isZero();
    }

    @Test
    void findsAThingThatAppearsWhereItIs() {
        learned();

        List<Box> blobs =
                detector.process(street.put(100, 60, 32, 18, 230).next()).blobs();

        assertThat(blobs).hasSize(1);
        assertThat(blobs.get(0).centre().x()).isCloseTo(116 / 320.0, within(0.01));
        assertThat(blobs.get(0).centre().y()).isCloseTo(69 / 180.0, within(0.01));
        assertThat(blobs.get(0).width()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void tooSmallAThingIsASpeckAndNoObject() {
        learned();

        MotionFrame frame = detector.process(street.put(100, 60, 4, 4, 230).next());

        assertThat(frame.blobs()).isEmpty();
        assertThat(frame.specks()).hasSize(1);
    }

    @ParameterizedTest(name = "exposure x {0}")
    @ValueSource(doubles = {0.6, 0.8, 1.25, 1.6})
    void aJumpOfTheExposureIsNoMotionAndHidesNone(double factor) {
        learned();

        MotionFrame empty = detector.process(street.clear().expose(factor).next());
        MotionFrame car = detector.process(
                street.clear().put(100, 60, 40, 30, 15).expose(factor).next());

        assertThat(empty.blobs()).isEmpty();
        assertThat(car.blobs()).hasSize(1);
    }

    @Test
    void aPictureThatIsNewAsAWholeIsLearnedAnewWithoutAnAlarm() {
        learned();
        var random = new Random(3);
        for (int x = 0; x < Street.WIDTH; x += 8) {
            for (int y = 0; y < Street.HEIGHT; y += 8) {
                street.put(x, y, 8, 8, random.nextInt(10, 240));
            }
        }

        MotionFrame turned = detector.process(street.next());

        assertThat(turned.learning()).isTrue();
        assertThat(turned.blobs()).isEmpty();
        assertThat(seconds(2).blobs()).isEmpty();
    }

    @Test
    void aThingThatStaysBecomesPartOfThePlace() {
        learned();
        street.put(100, 60, 40, 30, 230);

        assertThat(seconds(1).blobs()).hasSize(1);
        assertThat(seconds(40).blobs()).isEmpty();
    }

    @Test
    void theGroundBehindAThingThatLeavesIsRecognisedAtOnce() {
        learned();
        street.put(100, 60, 40, 30, 230);
        seconds(40);

        MotionFrame left = detector.process(street.clear().next());

        assertThat(left.blobs()).isEmpty();
    }

    @Test
    void aThingThatCameToRestIsStillNoPartOfThePlaceForPrivacy() {
        learned();
        street.put(100, 60, 40, 30, 230);
        seconds(40);

        assertThat(detector.unfamiliar()).hasSize(1);
        assertThat(detector.unfamiliar().get(0).contains(new Point(120 / 320.0, 75 / 180.0)))
                .isTrue();
    }

    @Test
    void ignoredPartsNeverMove() {
        var blind = new MotionDetector(new MotionSettings(18, 0.0012, 2, List.of(new Box(0, 0, 1, 0.5)), List.of()));
        for (int i = 0; i < FRAMES_PER_SECOND; i++) {
            blind.process(street.next());
        }

        MotionFrame frame = blind.process(
                street.put(100, 30, 40, 30, 230).put(200, 120, 40, 30, 230).next());

        assertThat(frame.blobs()).hasSize(1);
        assertThat(frame.blobs().get(0).top()).isGreaterThan(0.5);
    }

    private MotionFrame learned() {
        return seconds(1);
    }

    private MotionFrame seconds(int seconds) {
        MotionFrame last = detector.process(street.next());
        for (int i = 1; i < seconds * FRAMES_PER_SECOND; i++) {
            last = detector.process(street.next());
        }
        return last;
    }
}
