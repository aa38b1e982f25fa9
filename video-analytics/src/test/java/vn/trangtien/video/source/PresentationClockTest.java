package vn.trangtien.video.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PresentationClockTest {

    private final PresentationClock clock = new PresentationClock(1_000_000, 40_000);

    @Test
    void beginsWhereItIsToldWhateverTheStreamSays() {
        assertThat(clock.next(987_654_321)).isEqualTo(1_000_000);
        assertThat(clock.next(987_654_321 + 33_000)).isEqualTo(1_033_000);
    }

    @Test
    void aCameraThatRestartsItsClockGoesOnOneFrameLater() {
        clock.next(5_000_000);
        clock.next(5_040_000);

        assertThat(clock.next(0)).isEqualTo(1_080_000);
        assertThat(clock.next(40_000)).isEqualTo(1_120_000);
    }

    @Test
    void missingAndRepeatedStampsStillGrow() {
        clock.next(0);

        assertThat(clock.next(PresentationClock.UNKNOWN)).isEqualTo(1_040_000);
        assertThat(clock.next(0)).isEqualTo(1_080_000);
    }

    @Test
    void aPauseIsKeptAndAnAbsurdLeapIsNot() {
        clock.next(0);

        assertThat(clock.next(5_000_000)).isEqualTo(6_000_000);
        assertThat(clock.next(900_000_000)).isEqualTo(6_040_000);
    }
}
