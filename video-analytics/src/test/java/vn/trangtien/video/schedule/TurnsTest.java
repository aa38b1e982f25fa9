package vn.trangtien.video.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final long MILLI = 1_000_000;
    private static final int CAMERAS = 200;
    private static final int INFERENCE_MS = 20;
    private static final int MINUTES = 10;

    private final AtomicInteger held = new AtomicInteger();
    private final Turns<Integer> turns = new Turns<>();

    @Test
    void aNewerPictureReplacesTheOneThatWaits() {
        var place = turns.join(1, 0);
        turns.offer(place, picture(0), 1, 0);
        turns.offer(place, picture(40_000), 1, 40 * MILLI);

        assertThat(held).hasValue(1);
        assertThat(place.dropped()).isEqualTo(1);
        assertThat(next(50).work().picture().presentationMicros()).isEqualTo(40_000);
        assertThat(turns.next(51 * MILLI)).isEmpty();
    }

    @Test
    void aCameraIsServedOnceAtATime() {
        var place = turns.join(1, 0);
        turns.offer(place, picture(0), 1, 0);
        next(1).work().picture().close();
        turns.offer(place, picture(1), 1, 2 * MILLI);

        assertThat(turns.next(3 * MILLI)).isEmpty();
        turns.done(place);
        assertThat(turns.next(3 * MILLI)).isPresent();
    }

    @Test
    void whoLeavesTakesThePictureAlong() {
        var place = turns.join(1, 0);
        turns.offer(place, picture(0), 1, 0);
        turns.leave(place);
        turns.offer(place, picture(1), 1, 0);

        assertThat(held).hasValue(0);
        assertThat(turns.size()).isZero();
    }

    /** Two hundred cameras ask for 5 looks a second of a machine that can do 50: each gets its share, nobody starves. */
    @Test
    void twoHundredCamerasShareASmallMachineByUrgencyAndNobodyStarves() {
        var random = new Random(20_261_123);
        List<Turns.Place<Integer>> places = new ArrayList<>();
        double[] urgency = new double[CAMERAS];
        double total = 0;
        for (int camera = 0; camera < CAMERAS; camera++) {
            places.add(turns.join(camera, 0));
            urgency[camera] = 0.25 + 0.75 * random.nextDouble();
            total += urgency[camera];
        }
        long[] served = new long[CAMERAS];
        long[] lastServed = new long[CAMERAS];
        long longestWait = 0;
        long end = MINUTES * 60_000L;
        for (long millis = 0; millis < end; millis += INFERENCE_MS) {
            for (int camera = 0; camera < CAMERAS; camera++) {
                turns.offer(places.get(camera), picture(millis), urgency[camera], millis * MILLI);
            }
            Turns.Turn<Integer> turn = next(millis);
            turn.work().picture().close();
            turns.done(turn.place());
            int camera = turn.place().owner();
            longestWait = Math.max(longestWait, millis - lastServed[camera]);
            lastServed[camera] = millis;
            served[camera]++;
            assertThat(held.get()).isLessThanOrEqualTo(CAMERAS);
        }

        double turnsInAll = end / (double) INFERENCE_MS;
        for (int camera = 0; camera < CAMERAS; camera++) {
            double share = turnsInAll * urgency[camera] / total;
            assertThat(served[camera]).as("camera %d", camera).isBetween((long) (0.7 * share), (long) (1.4 * share));
        }
        assertThat(longestWait).as("ms between two looks").isLessThan(20_000);
    }

    @Test
    void aQuietCameraIsServedBesideBusyOnes() {
        var quiet = turns.join(0, 0);
        var busy = turns.join(1, 0);
        int quietTurns = 0;
        for (long millis = 0; millis < 60_000; millis += INFERENCE_MS) {
            turns.offer(quiet, picture(millis), Turns.LEAST_URGENCY, millis * MILLI);
            turns.offer(busy, picture(millis), 1, millis * MILLI);
            Turns.Turn<Integer> turn = next(millis);
            turn.work().picture().close();
            turns.done(turn.place());
            quietTurns += turn.place() == quiet ? 1 : 0;
        }

        assertThat(quietTurns).isGreaterThan(30);
    }

    private Turns.Turn<Integer> next(long millis) {
        Optional<Turns.Turn<Integer>> turn = turns.next(millis * MILLI);
        assertThat(turn).isPresent();
        return turn.orElseThrow();
    }

    private TestPicture picture(long micros) {
        return new TestPicture(held, micros);
    }
}
