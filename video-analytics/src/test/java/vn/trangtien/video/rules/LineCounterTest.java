package vn.trangtien.video.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

class LineCounterTest {

    private final LineCounter counter = new LineCounter(CountingLine.ACROSS_THE_MIDDLE);
    private final List<Crossing> crossings = new ArrayList<>();
    private long now;

    @Test
    void countsWhoPassesWithTimeAndDirection() {
        see(object(7, 0.4), object(8, 0.6));
        see(object(7, 0.6), object(8, 0.4));

        assertThat(crossings)
                .containsExactly(
                        new Crossing("middle", Direction.FORWARD, "moving", 7, 2_000),
                        new Crossing("middle", Direction.BACKWARD, "moving", 8, 2_000));
    }

    @Test
    void countsWhoStopsOnTheLineWhenHeLeavesOnTheFarSide() {
        see(object(1, 0.4));
        see(object(1, 0.5));
        see(object(1, 0.5));
        assertThat(crossings).isEmpty();

        see(object(1, 0.6));
        assertThat(crossings).hasSize(1);
    }

    @Test
    void doesNotCountWhoTurnsBackOnTheLine() {
        see(object(1, 0.4));
        see(object(1, 0.5));
        see(object(1, 0.4));

        assertThat(crossings).isEmpty();
    }

    @Test
    void countsOnceHoweverOftenTheOutlineTrembles() {
        see(object(1, 0.4));
        for (int i = 0; i < 20; i++) {
            see(object(1, i % 2 == 0 ? 0.49 : 0.51));
        }
        assertThat(crossings).isEmpty();

        see(object(1, 0.6));
        for (int i = 0; i < 20; i++) {
            see(object(1, i % 2 == 0 ? 0.49 : 0.51));
        }
        assertThat(crossings).hasSize(1);
    }

    @Test
    void believesOnlyWhatIsSeenOnTheFarSide() {
        see(object(1, 0.4));
        see(hidden(1, 0.55));
        see(hidden(1, 0.6));
        assertThat(crossings).isEmpty();

        see(object(1, 0.62));
        assertThat(crossings).hasSize(1);
    }

    @Test
    void startingBeyondTheLineIsNoCrossing() {
        see(object(1, 0.6));
        see(object(1, 0.7));

        assertThat(crossings).isEmpty();
    }

    private void see(TrackedObject... objects) {
        now += 1_000;
        crossings.addAll(counter.process(new TrackedFrame(Arrays.asList(objects), List.of(), now)));
    }

    private static TrackedObject object(int id, double y) {
        return new TrackedObject(id, Box.around(new Point(0.5, y), 0.1, 0.1), 0, 0, false);
    }

    private static TrackedObject hidden(int id, double y) {
        return new TrackedObject(id, Box.around(new Point(0.5, y), 0.1, 0.1), 0, 0, true);
    }
}
