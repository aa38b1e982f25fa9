package vn.trangtien.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

class TrackerTest {

    private static final long FRAME_MICROS = 40_000;
    private static final double SIZE = 0.08;

    private final Tracker tracker = new Tracker(TrackerSettings.DEFAULT);
    private long now;

    @Test
    void isBelievedAfterThreeSightings() {
        assertThat(see(at(0.10, 0.5)).objects()).isEmpty();
        assertThat(see(at(0.12, 0.5)).objects()).isEmpty();
        assertThat(see(at(0.14, 0.5)).objects()).hasSize(1);
    }

    @Test
    void aFlickerIsNeverBelieved() {
        for (int i = 0; i < 20; i++) {
            assertThat(i % 2 == 0 ? see(at(0.5, 0.5)).objects() : see().objects())
                    .isEmpty();
        }
    }

    @Test
    void keepsItsNumberAndLearnsItsSpeed() {
        TrackedFrame last = see(at(0.1, 0.5));
        for (int i = 1; i <= 40; i++) {
            last = see(at(0.1 + i * 0.02, 0.5));
        }

        assertThat(last.objects()).hasSize(1);
        assertThat(last.objects().get(0).id()).isEqualTo(1);
        assertThat(last.objects().get(0).velocityX()).isCloseTo(0.5, within(0.03));
        assertThat(last.objects().get(0).velocityY()).isCloseTo(0, within(0.03));
    }

    @Test
    void survivesAShortGapAndIsGivenUpAfterALongOne() {
        for (int i = 0; i < 10; i++) {
            see(at(0.1 + i * 0.02, 0.5));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(see().objects()).allMatch(TrackedObject::hidden).hasSize(1);
        }
        assertThat(see(at(0.1 + 20 * 0.02, 0.5)).objects().get(0).id()).isEqualTo(1);

        var ended = new ArrayList<TrackedObject>();
        for (int i = 0; i < 30; i++) {
            ended.addAll(see().ended());
        }
        assertThat(ended).hasSize(1);
    }

    @Test
    void twoThatPassEachOtherInOneBlobKeepTheirNumbers() {
        TrackedFrame last = see(at(0.1, 0.50), at(0.9, 0.53));
        for (int i = 1; i <= 40; i++) {
            double left = 0.1 + i * 0.02;
            double right = 0.9 - i * 0.02;
            Box one = at(left, 0.50);
            Box other = at(right, 0.53);
            last = one.sharedArea(other) > 0 ? see(one.union(other)) : see(one, other);
        }

        assertThat(last.objects()).hasSize(2);
        assertThat(last.objects()).extracting(TrackedObject::id).containsExactly(1, 2);
        assertThat(last.objects().get(0).position().x()).isCloseTo(0.9, within(0.03));
        assertThat(last.objects().get(1).position().x()).isCloseTo(0.1, within(0.03));
    }

    @Test
    void aPieceThatBreaksOffIsNoNewObject() {
        var numbers = new TreeSet<Integer>();
        for (int i = 0; i < 30; i++) {
            double x = 0.1 + i * 0.02;
            Box whole = Box.around(new Point(x, 0.5), 0.12, 0.2);
            Box front = Box.around(new Point(x + 0.02, 0.45), 0.08, 0.1);
            Box piece = Box.around(new Point(x - 0.04, 0.57), 0.03, 0.04);
            TrackedFrame frame = i > 10 && i % 3 == 0 ? see(front, piece) : see(whole);
            frame.objects().forEach(object -> numbers.add(object.id()));
        }

        assertThat(numbers).hasSize(1);
    }

    @Test
    void forgetsEverythingAtACut() {
        for (int i = 0; i < 10; i++) {
            see(at(0.1 + i * 0.02, 0.5));
        }
        tracker.reset();

        assertThat(see(at(0.3, 0.5)).objects()).isEmpty();
    }

    @Test
    void halfTheFrameRateGivesTheSameSpeed() {
        TrackedFrame last = see(at(0.1, 0.5));
        for (int i = 1; i <= 20; i++) {
            now += FRAME_MICROS;
            last = see(at(0.1 + i * 0.04, 0.5));
        }

        assertThat(last.objects().get(0).velocityX()).isCloseTo(0.5, within(0.05));
    }

    private static Box at(double x, double y) {
        return Box.around(new Point(x, y), SIZE, SIZE);
    }

    private TrackedFrame see(Box... blobs) {
        now += FRAME_MICROS;
        return tracker.process(new MotionFrame(List.of(blobs), List.of(), 0.01, false, now));
    }
}
