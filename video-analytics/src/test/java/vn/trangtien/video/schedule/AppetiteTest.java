package vn.trangtien.video.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppetiteTest {

    private static final long FRAME = 40_000;

    private final Appetite appetite = new Appetite(5);
    private long micros;
    private int finds;

    @Test
    void looksFiveTimesASecondWhileSomethingMoves() {
        assertThat(looksIn(60, true, 0, 0)).isBetween(299, 301);
        assertThat(appetite.supply().askedPerSecond()).isCloseTo(5, within(0.05));
        assertThat(appetite.supply().isShort()).isFalse();
    }

    @ParameterizedTest(name = "a frame every {0} µs")
    @ValueSource(longs = {66_667, 80_000, 142_857})
    void looksAsOftenAsAskedHoweverFarApartFramesAre(long apart) {
        int looks = 0;
        for (; micros < 60_000_000; micros += apart) {
            appetite.see(micros, 0.02, true, 0, 0);
            if (appetite.isDue()) {
                appetite.looked(micros);
                looks++;
            }
        }

        assertThat(looks).isBetween(297, 303);
    }

    @Test
    void looksOnceAtTheBeginningAndNeverWhileNothingMoves() {
        assertThat(looksIn(600, false, 0, 0)).isEqualTo(1);
    }

    @Test
    void looksOnceInTenSecondsAtWhatStandsStill() {
        assertThat(looksIn(100, false, 0, 2)).isBetween(10, 11);
    }

    @Test
    void looksOnceMoreSomeSecondsAfterTheLastMotion() {
        looksIn(2, true, 0, 0);
        appetite.see(micros += FRAME, 0.01, true, 0, 0);

        assertThat(looksIn(60, false, 0, 0)).isEqualTo(1);
    }

    @Test
    void makesSureOfWhatALookHasFoundButNotForEver() {
        appetite.see(micros, 0, false, 0, 0);
        appetite.looked(micros);
        finds = 1;
        appetite.found(finds);

        assertThat(looksIn(60, false, 0, 0)).isEqualTo(Appetite.MOST_SECOND_LOOKS - 1);
    }

    @Test
    void saysWhatItGetsWhenTheMachineIsTooSlow() {
        for (int frame = 0; frame < 1_000; frame++) {
            appetite.see(micros += FRAME, 0.05, true, 0, 0);
            if (frame % 36 == 0) {
                appetite.looked(micros);
            }
        }

        assertThat(appetite.supply().askedPerSecond()).isCloseTo(5, within(0.1));
        assertThat(appetite.supply().gotPerSecond()).isCloseTo(0.7, within(0.1));
        assertThat(appetite.supply().isShort()).isTrue();
    }

    @Test
    void moreMotionIsMoreUrgent() {
        appetite.see(0, 0.01, true, 0, 0);
        double little = appetite.urgency();
        appetite.see(FRAME, 0.09, true, 0, 0);

        assertThat(appetite.urgency()).isGreaterThan(little).isLessThanOrEqualTo(1);
    }

    /** A detector that answers at once. */
    private int looksIn(int seconds, boolean moving, int movingObjects, int restingObjects) {
        int looks = 0;
        for (int frame = 0; frame < seconds * 25; frame++) {
            appetite.see(micros += FRAME, moving ? 0.02 : 0, moving, movingObjects, restingObjects);
            if (appetite.isDue()) {
                appetite.looked(micros);
                appetite.found(finds);
                looks++;
            }
        }
        return looks;
    }
}
